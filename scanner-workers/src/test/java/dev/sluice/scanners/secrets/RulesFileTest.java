package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.Finding;
import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFileTest {

    private static final String CONTENT = "acme-123456 other-123456";

    @TempDir private Path directory;
    private Path file;
    private int saved;

    @BeforeEach
    void rules() throws IOException {
        file = directory.resolve("rules.toml");
        save(rule("acme"));
    }

    @Test
    void findsWhatTheFileSaysBesideWhatSluiceKnows() throws Exception {
        Scanner scanner = rulesFile(false);

        assertThat(found(scanner, CONTENT + Fixtures.githubToken(1)))
                .containsExactlyInAnyOrder("own-acme", "github-personal-access-token");
    }

    @Test
    void readsTheFileAgainWhenItChanges() throws Exception {
        Scanner scanner = rulesFile(false);
        String before = scanner.ruleDigest();
        save(rule("other"));

        assertThat(scanner.ruleDigest()).isNotEqualTo(before);
        assertThat(found(scanner, CONTENT)).containsExactly("own-other");
    }

    @Test
    void keepsTheRulesOfBeforeWhenTheFileIsBrokenOrGone() throws Exception {
        Scanner scanner = rulesFile(false);
        String before = scanner.ruleDigest();

        save(rule("other").replace("[0-9]", "("));
        assertThat(scanner.ruleDigest()).isEqualTo(before);
        assertThat(found(scanner, CONTENT)).containsExactly("own-acme");

        Files.delete(file);
        assertThat(scanner.ruleDigest()).isEqualTo(before);
        assertThat(found(scanner, CONTENT)).containsExactly("own-acme");

        save(rule("other"));
        assertThat(scanner.ruleDigest()).isNotEqualTo(before);
        assertThat(found(scanner, CONTENT)).containsExactly("own-other");
    }

    @Test
    void refusesToStartWithABrokenFileOrNone() throws IOException {
        save("[[rules]]\nid = \"own\"\nregex = \"(\"\nkeywords = [\"acme\"]\n");
        assertThatThrownBy(() -> rulesFile(false))
                .isInstanceOf(InvalidRulesException.class)
                .hasMessage(file + ":3: rule own: regex: a group is not closed (at character 1)");

        Files.delete(file);
        assertThatThrownBy(() -> rulesFile(false))
                .hasMessage("SLUICE_SECRET_RULES: " + file + " cannot be read");

        Files.write(file, new byte[] {(byte) 0xC3, 0x28});
        assertThatThrownBy(() -> rulesFile(false))
                .hasMessage("SLUICE_SECRET_RULES: " + file + " is not text in UTF-8");
    }

    @Test
    void aCommentInAChangeAllowsNothing() throws Exception {
        String content = "t = '" + Fixtures.githubToken(1) + "' // gitleaks:allow sluice:allow";

        assertThat(found(rulesFile(false), content)).hasSize(1);
    }

    @Test
    void aCommentCountsWhereTheOperatorSaysSoAndInItsLineOnly() throws Exception {
        String content =
                "acme-123456 # sluice:allow\n%s // gitleaks:allow\n%s\n"
                        .formatted(Fixtures.githubToken(1), Fixtures.githubToken(2));

        assertThat(found(rulesFile(true), content)).containsExactly("github-personal-access-token");
    }

    private RulesFile rulesFile(boolean allowComments) {
        return new RulesFile(file, allowComments, Fixtures.KEY, directory.resolve("results"));
    }

    private void save(String toml) throws IOException {
        Files.writeString(file, toml);
        saved++;
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(saved)));
    }

    private static String rule(String word) {
        return "[[rules]]\nid = \"own-%s\"\nregex = \"%s-[0-9]{6}\"\nkeywords = [\"%s\"]\n"
                .formatted(word, word, word);
    }

    private static List<String> found(Scanner scanner, String content) throws InterruptedException {
        var tree =
                new Fixtures.MemoryTree("a".repeat(40), new Fixtures.MemoryFile("a.txt", content));
        var outcome = (ScanOutcome.Completed) scanner.scan(new ScanInput(tree, null, List.of()));
        return outcome.head().stream().map(Finding::ruleId).toList();
    }
}
