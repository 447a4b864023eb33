package dev.sluice.scanners.dependencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.AdvisoryKind;
import dev.sluice.events.DependencyCounts;
import dev.sluice.events.Finding;
import dev.sluice.events.Fix;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.Severity;
import dev.sluice.events.SkipReason;
import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.Tree;
import dev.sluice.scanners.spi.TreeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DependenciesScannerTest {

    private static final String LOG4J = "org.apache.logging.log4j:log4j-core:2.14.1";

    @TempDir static Path cache;
    private static DependenciesScanner scanner;

    @BeforeAll
    static void open() {
        scanner = new DependenciesScanner(cache);
    }

    @AfterAll
    static void close() {
        scanner.close();
    }

    @ParameterizedTest
    @CsvSource({
        "org.apache.logging.log4j:log4j-core:2.14.1, CVE-2021-44228, 2.15.0",
        "org.apache.logging.log4j:log4j-core:2.15.0, CVE-2021-45046, 2.16.0",
        "org.springframework:spring-beans:5.3.17, CVE-2022-22965, 5.3.18",
        "org.springframework:spring-beans:5.2.19.RELEASE, CVE-2022-22965, 5.2.20",
        "org.springframework.cloud:spring-cloud-function-context:3.2.2, CVE-2022-22963, 3.2.3",
        "org.apache.commons:commons-text:1.9, CVE-2022-42889, 1.10.0",
        "commons-collections:commons-collections:3.2.1, CVE-2015-6420, 3.2.2",
        "org.apache.commons:commons-collections4:4.0, CVE-2015-6420, 4.1",
        "org.apache.struts:struts2-core:2.3.31, CVE-2017-5638, 2.3.32",
        "com.fasterxml.jackson.core:jackson-databind:2.13.1, CVE-2020-36518, 2.13.2.1",
        "com.fasterxml.jackson.core:jackson-databind:2.9.9, CVE-2019-12384, 2.9.9.1",
        "org.yaml:snakeyaml:1.33, CVE-2022-1471, 2.0",
        "org.postgresql:postgresql:42.3.1, CVE-2022-21724, 42.3.2",
        "org.postgresql:postgresql:42.7.1, CVE-2024-1597, 42.7.2",
        "org.jsoup:jsoup:1.15.2, CVE-2022-36033, 1.15.3",
        "com.google.guava:guava:31.1-jre, CVE-2023-2976, 32.0.0"
    })
    void findsAnAffectedMavenPackageAndItsLowestFix(String coordinates, String cve, String fixed)
            throws Exception {
        List<Finding> findings = findingsOf(Pom.of(coordinates));

        assertThat(findings)
                .filteredOn(finding -> finding.ruleId().equals(cve))
                .extracting(finding -> finding.fix().version())
                .containsExactly(fixed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.logging.log4j:log4j-core:2.17.1",
                "org.apache.logging.log4j:log4j-api:2.14.1",
                "org.apache.logging.log4j:log4j-slf4j-impl:2.14.1",
                "log4j:log4j:1.2.17",
                "org.springframework:spring-web:5.3.18",
                "org.springframework.boot:spring-boot-starter-web:2.6.5",
                "org.springframework.security:spring-security-web:5.2.0",
                "org.springframework.data:spring-data-jpa:2.1.0",
                "org.springframework.cloud:spring-cloud-function-context:3.2.3",
                "org.apache.commons:commons-text:1.10.0",
                "org.apache.commons:commons-lang3:3.9",
                "commons-collections:commons-collections:3.2.2",
                "org.apache.commons:commons-collections4:4.1",
                "com.fasterxml.jackson.core:jackson-core:2.9.8",
                "com.fasterxml.jackson.core:jackson-annotations:2.9.8",
                "com.fasterxml.jackson.datatype:jackson-datatype-jsr310:2.9.8",
                "org.yaml:snakeyaml:2.0",
                "org.postgresql:postgresql:42.7.2",
                "io.quarkus:quarkus-jdbc-postgresql:3.0.0",
                "com.google.guava:failureaccess:1.0.1"
            })
    void leavesTheNeighboursAlone(String coordinates) throws Exception {
        assertThat(findingsOf(Pom.of(coordinates))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "lodash, 4.17.20, CVE-2021-23337, 4.17.21",
        "lodash, 4.17.19, CVE-2020-8203, 4.17.20",
        "minimist, 1.2.5, CVE-2021-44906, 1.2.6",
        "minimist, 1.2.2, CVE-2020-7598, 1.2.3",
        "qs, 6.5.2, CVE-2022-24999, 6.5.3",
        "semver, 7.3.5, CVE-2022-25883, 7.5.2",
        "minimatch, 3.0.4, CVE-2022-3517, 3.0.5",
        "json5, 1.0.1, CVE-2022-46175, 1.0.2"
    })
    void findsAnAffectedNpmPackageAndItsLowestFix(
            String name, String version, String cve, String fixed) throws Exception {
        List<Finding> findings = completed(lock(name, version).asInput()).head();

        assertThat(findings)
                .filteredOn(finding -> finding.ruleId().equals(cve))
                .extracting(finding -> finding.fix().version())
                .containsExactly(fixed);
    }

    @ParameterizedTest
    @CsvSource({
        "lodash, 4.17.21",
        "@types/lodash, 4.14.0",
        "@acme/lodash, 4.17.20",
        "lodash.merge, 4.6.0",
        "qs, 6.5.3",
        "semver, 7.5.2"
    })
    void leavesTheNeighboursOfNpmAlone(String name, String version) throws Exception {
        assertThat(completed(lock(name, version).asInput()).head()).isEmpty();
    }

    @Test
    void saysEverythingAboutAFinding() throws Exception {
        Pom pom = Pom.of("org.apache.commons:commons-text:1.9:runtime");

        assertThat(findingsOf(pom))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.scanner()).isEqualTo("dependencies");
                    assertThat(finding.ruleId()).isEqualTo("CVE-2022-42889");
                    assertThat(finding.cves()).containsExactly("CVE-2022-42889");
                    assertThat(finding.cwes()).containsExactly("CWE-94");
                    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(finding.level()).isEqualTo(Level.ERROR);
                    assertThat(finding.location()).isEqualTo(new Location("pom.xml", 9, 0, null));
                    assertThat(finding.purl())
                            .isEqualTo("pkg:maven/org.apache.commons/commons-text@1.9");
                    assertThat(finding.cvss().version()).isEqualTo("3.1");
                    assertThat(finding.cvss().vector())
                            .isEqualTo("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
                    assertThat(finding.cvss().score()).isEqualTo(9.8);
                    assertThat(finding.fix())
                            .isEqualTo(
                                    new Fix(
                                            "Upgrade org.apache.commons:commons-text from"
                                                    + " 1.9 to 1.10.0",
                                            "1.10.0"));
                    assertThat(finding.message())
                            .startsWith(
                                    "org.apache.commons:commons-text 1.9 (runtime scope)"
                                            + " is affected by CVE-2022-42889: ");
                });
    }

    @Test
    void takesAnOldScoreWhereThereIsNoNewer() throws Exception {
        Pom pom = Pom.of("commons-collections:commons-collections:3.2.1");

        assertThat(findingsOf(pom))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.cvss().version()).isEqualTo("2.0");
                    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                });
    }

    @Test
    void knowsAFindingAgainAfterTheLineMovedAndTheVersionRose() throws Exception {
        Finding before = findingsOf(Pom.of("org.apache.commons:commons-text:1.8")).getFirst();
        Finding after =
                findingsOf(
                                Pom.of(
                                        "org.apache.commons:commons-lang3:3.9",
                                        "org.apache.commons:commons-text:1.9"))
                        .getFirst();

        assertThat(after.location()).isNotEqualTo(before.location());
        assertThat(after.fingerprints()).isEqualTo(before.fingerprints());
    }

    @Test
    void tellsTwoManifestsApart() throws Exception {
        String pom = Pom.of("org.apache.commons:commons-text:1.9").toString();
        MemoryTree tree =
                new MemoryTree()
                        .with("a/pom.xml", pom)
                        .with("b/pom.xml", pom.replace("<artifactId>app<", "<artifactId>b<"));

        assertThat(completed(tree.asInput()).head())
                .hasSize(2)
                .extracting(Finding::fingerprint)
                .doesNotHaveDuplicates();
    }

    @Test
    void looksIntoArchivesAndArchivesInside() throws Exception {
        byte[] log4j = Jar.of("org.apache.logging.log4j", "log4j-core", "2.14.1").bytes();
        byte[] application =
                Jar.of("org.example", "app", "1").with("BOOT-INF/lib/x.jar", log4j).bytes();
        MemoryTree tree =
                new MemoryTree()
                        .with("lib/log4j-core-2.14.1.jar", log4j)
                        .with("dist/app.jar", application);

        ScanOutcome.Completed outcome = completed(tree.asInput());

        assertThat(outcome.head())
                .extracting(finding -> finding.location().path() + " " + finding.ruleId())
                .containsExactly(
                        "dist/app.jar CVE-2021-44228",
                        "dist/app.jar CVE-2021-45046",
                        "lib/log4j-core-2.14.1.jar CVE-2021-44228",
                        "lib/log4j-core-2.14.1.jar CVE-2021-45046");
        assertThat(outcome.head().getFirst().message()).contains("(in BOOT-INF/lib/x.jar)");
        assertThat(outcome.head().getFirst().purl())
                .isEqualTo("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1");
        assertThat(outcome.dependencies()).isEqualTo(new DependencyCounts(3, 3, 0));
    }

    @Test
    void reportsHeadAndBaselineApart() throws Exception {
        MemoryTree head = new MemoryTree().with("pom.xml", Pom.of(LOG4J).toString());
        MemoryTree baseline =
                new MemoryTree()
                        .with("pom.xml", Pom.of("org.apache.commons:commons-text:1.9").toString());

        ScanOutcome.Completed outcome = completed(head.against(baseline));

        assertThat(outcome.head())
                .extracting(Finding::ruleId)
                .containsExactly("CVE-2021-44228", "CVE-2021-45046");
        assertThat(outcome.baseline())
                .extracting(Finding::ruleId)
                .containsExactly("CVE-2022-42889");
    }

    @Test
    void findsTheSameInAnUnchangedBaseline() throws Exception {
        MemoryTree head = new MemoryTree().with("pom.xml", Pom.of(LOG4J).toString());

        ScanOutcome.Completed outcome = completed(head.against(head));

        assertThat(outcome.head()).hasSize(2).isEqualTo(outcome.baseline());
    }

    @Test
    void saysWhatASampleIsWorth() throws Exception {
        Pom pom = Pom.of(LOG4J, "org.example:managed-elsewhere");
        ScanOutcome.Completed outcome =
                completed(new MemoryTree().with("pom.xml", pom.toString()).asInput());

        assertThat(outcome.advisories().kind()).isEqualTo(AdvisoryKind.SAMPLE);
        assertThat(outcome.advisories().updatedAt())
                .isEqualTo(Instant.parse("2026-11-21T00:00:00Z"));
        assertThat(outcome.advisories().digest()).isEqualTo(scanner.snapshotDigest());
        assertThat(outcome.dependencies()).isEqualTo(new DependencyCounts(2, 1, 1));
        assertThat(outcome.coverage().gaps())
                .containsExactly(
                        new Gap(
                                GapKind.UNRESOLVED_VERSION,
                                "dependencies whose version is set outside the repository or is not"
                                        + " fixed",
                                1),
                        new Gap(
                                GapKind.SAMPLE_ADVISORIES,
                                "dependencies compared with the bundled sample of advisories only",
                                1));
    }

    @Test
    void hasNothingToDoWithoutAManifest() throws Exception {
        ScanOutcome outcome = scanner.scan(new MemoryTree().with("README.md", "hello").asInput());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ScanOutcome.Skipped.class,
                        skipped ->
                                assertThat(skipped.reason()).isEqualTo(SkipReason.NOT_APPLICABLE));
    }

    @Test
    void goesOnAfterAFileItCannotRead() throws Exception {
        MemoryTree tree =
                new MemoryTree()
                        .with("broken/pom.xml", "<project")
                        .with("broken/package-lock.json", "{")
                        .with("broken/lib.jar", "not a zip")
                        .with("pom.xml", Pom.of(LOG4J).toString());

        ScanOutcome.Completed outcome = completed(tree.asInput());

        assertThat(outcome.head()).hasSize(2);
        assertThat(outcome.coverage().gaps())
                .extracting(Gap::detail)
                .contains(
                        "broken/pom.xml: it is not well-formed XML",
                        "broken/package-lock.json: it is not well-formed JSON",
                        "broken/lib.jar: the archive cannot be opened");
    }

    @Test
    void namesAFewOfManyFilesItCannotRead() throws Exception {
        MemoryTree tree = new MemoryTree();
        for (int i = 0; i < 60; i++) {
            tree.with(i + "/pom.xml", "<project");
        }

        List<Gap> gaps = completed(tree.asInput()).coverage().gaps();

        assertThat(gaps)
                .filteredOn(gap -> gap.kind() == GapKind.ENCODING)
                .hasSize(51)
                .contains(new Gap(GapKind.ENCODING, "further files like these", 10));
    }

    @Test
    void showsNothingOfAnArchiveThatCouldDeceive() throws Exception {
        byte[] text = Jar.of("org.apache.commons", "commons-text", "1.9").bytes();
        byte[] outer = new Jar().with("a\u202e\n\u001b[31m.jar", text).bytes();

        assertThat(completed(new MemoryTree().with("app.jar", outer).asInput()).head())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message())
                                .contains("(in a? ?[31m.jar)")
                                .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}]"));
    }

    @Test
    void believesOfAnArchiveOnlyWhatIsAName() throws Exception {
        byte[] odd =
                Jar.of("org.apache.commons", "commons-text", "1.9")
                        .with(
                                "META-INF/maven/x/y/pom.xml",
                                "<project><groupId> </groupId><artifactId>"
                                        + "x".repeat(5000)
                                        + "</artifactId><version>\u202e1</version></project>")
                        .bytes();

        assertThat(completed(new MemoryTree().with("commons-text-1.9.jar", odd).asInput()).head())
                .extracting(Finding::ruleId)
                .contains("CVE-2022-42889");
    }

    @Test
    void leavesNothingBehind() throws Exception {
        MemoryTree tree =
                new MemoryTree()
                        .with("pom.xml", Pom.of(LOG4J).toString())
                        .with("lib/a.jar", Jar.of("org.example", "a", "1").bytes());

        completed(tree.asInput());

        try (var left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left)
                    .noneMatch(path -> path.getFileName().toString().startsWith("sluice-dep"))
                    .noneMatch(path -> path.getFileName().toString().startsWith("dctemp"));
        }
    }

    @Test
    void stopsWhenInterruptedAndWorksAfterwards() throws Exception {
        MemoryTree tree = new MemoryTree().with("pom.xml", Pom.of(LOG4J).toString());

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> scanner.scan(tree.asInput()))
                .isInstanceOf(InterruptedException.class);
        assertThat(completed(tree.asInput()).head()).hasSize(2);
    }

    @Test
    void givesEveryThreadTheSame() throws Exception {
        MemoryTree tree = new MemoryTree().with("pom.xml", Pom.of(LOG4J).toString());
        Callable<List<Finding>> scan = () -> completed(tree.asInput()).head();

        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Finding> expected = scan.call();
            for (var found : threads.invokeAll(List.of(scan, scan, scan, scan))) {
                assertThat(found.get()).hasSize(2).isEqualTo(expected);
            }
        }
    }

    @Test
    void failsWhenTheAdvisoriesAreBroken(@TempDir Path other) throws Exception {
        MemoryTree tree = new MemoryTree().with("pom.xml", Pom.of(LOG4J).toString());
        AdvisorySnapshot snapshot =
                AdvisorySnapshot.open(other, AdvisoryFeed.sample(), ToolVersion.read());
        Files.writeString(snapshot.directory().resolve("odc.mv.db"), "broken");

        try (DependenciesScanner broken = new DependenciesScanner(other)) {
            assertThat(broken.scan(tree.asInput()))
                    .isInstanceOfSatisfying(
                            ScanOutcome.Failed.class,
                            failed ->
                                    assertThat(failed.message())
                                            .contains("advisory database cannot be read"));
        }
        assertThat(completed(tree.asInput()).head()).hasSize(2);
    }

    @Test
    void passesOnNothingThatABrokenObjectMakesALibrarySay() throws Exception {
        TreeFile broken =
                new TreeFile() {
                    @Override
                    public String path() {
                        return "pom.xml";
                    }

                    @Override
                    public String blob() {
                        return "b".repeat(40);
                    }

                    @Override
                    public long size() {
                        return 6;
                    }

                    @Override
                    public byte[] read(int limit) throws IOException {
                        throw new IOException("hidden\ncontent");
                    }
                };
        Tree tree =
                new Tree() {
                    @Override
                    public String sha() {
                        return "0".repeat(40);
                    }

                    @Override
                    public List<TreeFile> files() {
                        return List.of(broken);
                    }
                };

        assertThat(scanner.scan(new ScanInput(tree, null, List.of())))
                .isEqualTo(
                        new ScanOutcome.Failed(
                                ScanFailure.INTERNAL,
                                "dependencies could not be read: object "
                                        + "b".repeat(40)
                                        + " cannot be read from the repository"));
    }

    private static List<Finding> findingsOf(Pom pom) throws InterruptedException {
        return completed(new MemoryTree().with("pom.xml", pom.toString()).asInput()).head();
    }

    private static MemoryTree lock(String name, String version) {
        return new MemoryTree()
                .with(
                        "package-lock.json",
                        """
                        {
                          "name": "app",
                          "lockfileVersion": 3,
                          "packages": {
                            "": { "name": "app" },
                            "node_modules/%s": { "version": "%s" }
                          }
                        }
                        """
                                .formatted(name, version));
    }

    private static ScanOutcome.Completed completed(ScanInput input) throws InterruptedException {
        ScanOutcome outcome = scanner.scan(input);
        assertThat(outcome).isInstanceOf(ScanOutcome.Completed.class);
        return (ScanOutcome.Completed) outcome;
    }
}
