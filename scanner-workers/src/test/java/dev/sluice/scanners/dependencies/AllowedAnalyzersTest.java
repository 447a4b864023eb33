package dev.sluice.scanners.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.owasp.dependencycheck.Engine;
import org.owasp.dependencycheck.analyzer.Analyzer;
import org.owasp.dependencycheck.analyzer.AnalyzerService;
import org.owasp.dependencycheck.data.update.CachedWebDataSource;
import org.owasp.dependencycheck.utils.Settings;

/** Every analyzer of dependency-check is either on the list or here, with why it is not. */
class AllowedAnalyzersTest {

    private static final String PACKAGE = "org.owasp.dependencycheck.analyzer.";

    private static final Map<String, List<String>> NOT_ALLOWED =
            Map.of(
                    "executes programs",
                    List.of(
                            "YarnAuditAnalyzer",
                            "PnpmAuditAnalyzer",
                            "GolangModAnalyzer",
                            "RubyBundleAuditAnalyzer",
                            "ElixirMixAuditAnalyzer",
                            "AssemblyAnalyzer"),
                    "calls out or needs data from elsewhere",
                    List.of(
                            "CentralAnalyzer",
                            "NexusAnalyzer",
                            "ArtifactoryAnalyzer",
                            "NodeAuditAnalyzer",
                            "OssIndexAnalyzer",
                            "RetireJsAnalyzer",
                            "KnownExploitedVulnerabilityAnalyzer",
                            "MSBuildProjectAnalyzer"),
                    "unpacks archives without limits; ours are unpacked before",
                    List.of("ArchiveAnalyzer"),
                    "would merge what stands in different manifests, or guess from names of files",
                    List.of(
                            "DependencyBundlingAnalyzer",
                            "DependencyMergingAnalyzer",
                            "FileNameAnalyzer",
                            "UnusedSuppressionRuleAnalyzer"),
                    "reads what is not looked at yet, or what we read ourselves",
                    List.of(
                            "PEAnalyzer",
                            "NpmCPEAnalyzer",
                            "NodePackageAnalyzer",
                            "NuspecAnalyzer",
                            "NugetconfAnalyzer",
                            "PythonDistributionAnalyzer",
                            "PythonPackageAnalyzer",
                            "PipAnalyzer",
                            "PipfileAnalyzer",
                            "PipfilelockAnalyzer",
                            "PoetryAnalyzer",
                            "AutoconfAnalyzer",
                            "OpenSSLAnalyzer",
                            "CMakeAnalyzer",
                            "GolangDepAnalyzer",
                            "RubyGemspecAnalyzer",
                            "RubyBundlerAnalyzer",
                            "ComposerLockAnalyzer",
                            "CocoaPodsAnalyzer",
                            "CarthageAnalyzer",
                            "SwiftPackageManagerAnalyzer",
                            "SwiftPackageResolvedAnalyzer",
                            "PerlCpanfileAnalyzer",
                            "PinnedMavenInstallAnalyzer",
                            "DartAnalyzer",
                            "LibmanAnalyzer"));

    @Test
    void everyAnalyzerHasBeenLookedAt() throws Exception {
        Map<String, String> looked = new TreeMap<>();
        NOT_ALLOWED.forEach(
                (reason, names) -> names.forEach(name -> looked.put(PACKAGE + name, reason)));
        for (String allowed : named(new AllowedAnalyzers())) {
            assertThat(looked.put(allowed, "allowed")).isNull();
        }

        assertThat(named(Engine.class.getClassLoader()))
                .as("analyzers that dependency-check brings along")
                .isEqualTo(looked.keySet());
    }

    @Test
    void theEngineSeesTheListAndNothingElse() {
        Settings settings = new Settings();
        try {
            assertThat(new AnalyzerService(new AllowedAnalyzers(), settings).getAnalyzers())
                    .extracting(analyzer -> analyzer.getClass().getSimpleName())
                    .containsExactlyInAnyOrder(
                            "JarAnalyzer",
                            "HintAnalyzer",
                            "VersionFilterAnalyzer",
                            "CPEAnalyzer",
                            "FalsePositiveAnalyzer",
                            "NvdCveAnalyzer",
                            "VulnerabilitySuppressionAnalyzer");
        } finally {
            settings.cleanup();
        }
    }

    @Test
    void thereIsNoUpdater() {
        assertThat(ServiceLoader.load(CachedWebDataSource.class, new AllowedAnalyzers())).isEmpty();
    }

    private static Set<String> named(ClassLoader loader) throws IOException {
        Set<String> names = new TreeSet<>();
        for (URL list :
                java.util.Collections.list(
                        loader.getResources("META-INF/services/" + Analyzer.class.getName()))) {
            try (BufferedReader lines =
                    new BufferedReader(
                            new InputStreamReader(list.openStream(), StandardCharsets.UTF_8))) {
                lines.lines().filter(line -> line.startsWith("org.")).forEach(names::add);
            }
        }
        return names;
    }
}
