package dev.sluice.scanners.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scanners.spi.ScanOutcome;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scans a tree full of baits in a JVM of its own, with canaries for every build tool on the PATH,
 * and in this one, where the flight recorder sees every process that starts and every byte that a
 * socket carries.
 */
class NothingRunsTest {

    private static final List<String> TOOLS =
            List.of(
                    "yarn",
                    "npm",
                    "npx",
                    "pnpm",
                    "node",
                    "go",
                    "bundle",
                    "bundle-audit",
                    "ruby",
                    "mix",
                    "dotnet",
                    "mvn",
                    "gradle",
                    "python",
                    "pip",
                    "git",
                    "sh");

    @TempDir Path directory;

    @AfterAll
    static void close() {
        Lookup.close();
    }

    @Test
    void noCanaryOnThePathSings() throws Exception {
        Path sung = directory.resolve("sung");
        Path path = Files.createDirectory(directory.resolve("bin"));
        for (String tool : TOOLS) {
            Path canary = path.resolve(tool);
            Files.writeString(canary, "#!/bin/sh\necho " + tool + " >> " + sung + "\n");
            Files.setPosixFilePermissions(canary, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertThat(run(path, "yarn")).isZero();
        assertThat(sung).hasContent("yarn");
        Files.delete(sung);
        Path output = directory.resolve("output");
        ProcessBuilder java =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BaitedScan.class.getName(),
                        directory.resolve("cache").toString());
        java.environment().put("PATH", path.toString());
        java.redirectErrorStream(true).redirectOutput(output.toFile());

        Process process = java.start();

        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(output)).isEqualTo("3 findings\n");
        assertThat(process.exitValue()).isZero();
        assertThat(sung).doesNotExist();
    }

    @Test
    void noProcessStartsAndNoSocketOpens() throws Exception {
        Path recording = directory.resolve("recording.jfr");
        try (Recording recorder = new Recording()) {
            recorder.enable("jdk.ProcessStart");
            recorder.enable("jdk.SocketRead").withThreshold(Duration.ZERO);
            recorder.enable("jdk.SocketWrite").withThreshold(Duration.ZERO);
            recorder.start();
            ProxySelector usual = ProxySelector.getDefault();
            List<URI> asked = new ArrayList<>();
            ProxySelector.setDefault(noting(asked));
            try {
                assertThat(BaitedScan.scan(directory.resolve("cache")).head()).hasSize(3);
            } finally {
                ProxySelector.setDefault(usual);
            }
            recorder.stop();
            recorder.dump(recording);
            assertThat(asked).isEmpty();
        }

        assertThat(RecordingFile.readAllEvents(recording))
                .extracting(RecordedEvent::toString)
                .isEmpty();
    }

    @Test
    void theRecorderWouldHaveSeenAProcess() throws Exception {
        Path recording = directory.resolve("recording.jfr");
        try (Recording recorder = new Recording()) {
            recorder.enable("jdk.ProcessStart");
            recorder.start();
            assertThat(new ProcessBuilder("true").start().waitFor()).isZero();
            recorder.stop();
            recorder.dump(recording);
        }

        assertThat(RecordingFile.readAllEvents(recording)).isNotEmpty();
    }

    private static int run(Path path, String tool) throws IOException, InterruptedException {
        return new ProcessBuilder(path.resolve(tool).toString()).start().waitFor();
    }

    /** Every connection the JDK makes for a URL asks the selector first. */
    private static ProxySelector noting(List<URI> asked) {
        return new ProxySelector() {
            @Override
            public List<java.net.Proxy> select(URI uri) {
                asked.add(uri);
                return List.of(java.net.Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {
                asked.add(uri);
            }
        };
    }

    /** The scan of the baits; also what the other JVM runs. */
    static final class BaitedScan {

        private BaitedScan() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println(scan(Path.of(arguments[0])).head().size() + " findings");
        }

        static ScanOutcome.Completed scan(Path cache) throws Exception {
            try (DependenciesScanner scanner = new DependenciesScanner(cache)) {
                return (ScanOutcome.Completed) scanner.scan(baits().asInput());
            }
        }

        private static MemoryTree baits() throws IOException {
            String pom =
                    Pom.of("org.apache.commons:commons-text:1.9")
                            .head(
                                    """
                                      <parent>
                                        <groupId>org.example</groupId>
                                        <artifactId>outside</artifactId>
                                        <version>1</version>
                                        <relativePath>../../../../etc/pom.xml</relativePath>
                                      </parent>
                                      <repositories>
                                        <repository>
                                          <id>bait</id>
                                          <url>http://127.0.0.1:9/repository</url>
                                        </repository>
                                      </repositories>
                                    """)
                            .toString();
            String lock =
                    """
                    {
                      "lockfileVersion": 3,
                      "packages": {
                        "node_modules/lodash": {
                          "version": "4.17.20",
                          "resolved": "http://127.0.0.1:9/lodash.tgz",
                          "hasInstallScript": true
                        }
                      }
                    }
                    """;
            byte[] jar =
                    Jar.of("org.apache.commons", "commons-text", "1.9")
                            .with("package.json", "{\"scripts\": {\"install\": \"sh x\"}}")
                            .bytes();
            return new MemoryTree()
                    .with("pom.xml", pom)
                    .with("package-lock.json", lock)
                    .with("lib/commons-text-1.9.jar", jar)
                    .with("package.json", "{\"scripts\": {\"preinstall\": \"sh -c x\"}}")
                    .with(".yarnrc", "yarn-path \"./evil.sh\"\n")
                    .with(".yarnrc.yml", "yarnPath: ./evil.sh\n")
                    .with("yarn.lock", "lodash@^4:\n  version \"4.17.20\"\n")
                    .with(".npmrc", "registry=http://127.0.0.1:9/\n")
                    .with(".pnpmfile.cjs", "require('child_process').execSync('sh')")
                    .with("pnpm-lock.yaml", "lockfileVersion: 5.4\n")
                    .with("go.mod", "module x\n\ntoolchain go9.9.9\n")
                    .with("Gemfile", "system('sh')\n")
                    .with("Gemfile.lock", "GEM\n")
                    .with("mix.exs", "System.cmd(\"sh\", [])\n")
                    .with("mix.lock", "%{}\n")
                    .with(
                            "app.csproj",
                            "<Project><Target><Exec Command=\"sh\"/></Target></Project>")
                    .with("app.dll", "MZ")
                    .with(".mvn/extensions.xml", "<extensions/>")
                    .with("build.gradle", "'sh'.execute()\n")
                    .with("setup.py", "import os; os.system('sh')\n");
        }
    }
}
