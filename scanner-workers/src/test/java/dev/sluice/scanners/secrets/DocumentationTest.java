package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void listsEveryRuleAndNoOther() throws IOException {
        List<String> expected =
                SecretRules.bundled().list().stream().map(DocumentationTest::row).toList();

        try (Stream<String> lines = Files.lines(ROOT.resolve("docs/secrets.md"))) {
            List<String> rows =
                    lines.dropWhile(line -> !line.startsWith("| rule |")).skip(2).toList();
            assertThat(rows).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void nothingHereLooksLikeASecret() throws IOException {
        for (String ours : List.of("main/java", "main/resources", "test/java")) {
            Path directory = Path.of("src").resolve(ours).resolve("dev/sluice/scanners/secrets");
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Fixtures.engine().scan(Files.readAllBytes(file)).sightings())
                            .as(file.toString())
                            .isEmpty();
                }
            }
        }
    }

    private static String row(SecretRule rule) {
        Checksum checksum = rule.checksum();
        return "| `%s` | %s: %s | %s | %s |"
                .formatted(
                        rule.id(),
                        rule.issuer(),
                        rule.what(),
                        rule.severity().name().toLowerCase(Locale.ROOT),
                        checksum == null ? "none" : checksum.key());
    }
}
