package dev.sluice.scanners.dependencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.events.AdvisoryKind;
import dev.sluice.events.Finding;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.scanners.spi.ScanOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real advisories of 2022, where they lie beside the repository. */
class RealFeedTest {

    private static final Path FEED = Path.of("../../shared/nvd-2022");

    @TempDir Path cache;

    @Test
    void findsWhatIsKnownOfAnOldApplication() throws Exception {
        assumeTrue(
                Files.isDirectory(FEED), FEED + " is not there: the feed of 2022 is not bundled");
        Pom pom =
                Pom.of(
                        "org.springframework:spring-web:5.1.4.RELEASE",
                        "org.springframework:spring-webmvc:5.1.4.RELEASE",
                        "com.fasterxml.jackson.core:jackson-databind:2.9.8",
                        "org.apache.tomcat.embed:tomcat-embed-core:9.0.14",
                        "org.yaml:snakeyaml:1.23",
                        "org.jsoup:jsoup:1.8.3",
                        "org.postgresql:postgresql:42.2.5",
                        "org.apache.commons:commons-text:1.9",
                        "ch.qos.logback:logback-core:1.2.3",
                        "org.slf4j:slf4j-api:1.7.25");
        try (DependenciesScanner scanner = new DependenciesScanner(cache, feed(), Limits.DEFAULT)) {
            ScanOutcome.Completed outcome =
                    (ScanOutcome.Completed)
                            scanner.scan(
                                    new MemoryTree().with("pom.xml", pom.toString()).asInput());

            assertThat(outcome.coverage().gaps())
                    .extracting(Gap::kind)
                    .doesNotContain(GapKind.SAMPLE_ADVISORIES);
            assertThat(outcome.head())
                    .extracting(Finding::ruleId)
                    .contains(
                            "CVE-2022-22965",
                            "CVE-2022-42003",
                            "CVE-2022-25857",
                            "CVE-2022-36033",
                            "CVE-2022-21724",
                            "CVE-2022-42889");
            assertThat(outcome.head())
                    .as("a fix must not be the start of the next affected range")
                    .filteredOn(finding -> finding.ruleId().equals("CVE-2022-22968"))
                    .isNotEmpty()
                    .allSatisfy(finding -> assertThat(finding.fix()).isNull());
            assertThat(outcome.head())
                    .extracting(finding -> finding.purl().replaceAll("@.*", ""))
                    .doesNotContain("pkg:maven/org.slf4j/slf4j-api");
        }
    }

    private static AdvisoryFeed feed() throws IOException {
        try (var files = Files.list(FEED)) {
            List<AdvisoryFeed.Document> documents =
                    files.filter(file -> file.toString().endsWith(".json.gz"))
                            .sorted()
                            .<AdvisoryFeed.Document>map(
                                    file -> () -> new GZIPInputStream(Files.newInputStream(file)))
                            .toList();
            return new AdvisoryFeed(
                    "nvd-2022",
                    AdvisoryKind.FULL,
                    Instant.parse("2022-10-20T07:00:00Z"),
                    documents);
        }
    }
}
