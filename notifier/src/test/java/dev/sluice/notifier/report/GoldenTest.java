package dev.sluice.notifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said, word for word. When it should have changed: look at {@code target/report} and copy
 * it over {@code src/test/resources/report}.
 */
class GoldenTest {

    private static final Path EXPECTED = Path.of("src/test/resources/report");
    private static final Path ACTUAL = Path.of("target/report");

    static Stream<String> shapes() {
        return Shapes.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void saysOfADecision(String shape) throws IOException {
        compare(shape, everything(Shapes.all().get(shape)));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void saysWithoutADecision(String shape, String line) throws IOException {
        CheckReport report = CheckText.undecided(line, Shapes.PAGE);
        assertThat(report.annotations()).isEmpty();
        compare(shape, section("title", report.title()) + section("summary", report.summary()));
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of("ended-superseded", "Superseded by 0123456"),
                Arguments.of("ended-closed", "Closed before a verdict"),
                Arguments.of("pending", "Scanning…"));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void answersADeployment(Verdict verdict) throws IOException {
        compare(
                "deployment-" + verdict.name().toLowerCase(Locale.ROOT),
                DeploymentText.of(
                        verdict,
                        "@octocat decided: 1 new critical secret",
                        verdict == Verdict.PASS ? List.of() : List.of("Revoke it at its issuer."),
                        List.of("dependencies: the advisory data is 9 days old"),
                        Shapes.PAGE));
    }

    static Stream<Verdict> verdicts() {
        return Stream.of(Verdict.PASS, Verdict.FAIL, Verdict.INDETERMINATE);
    }

    private static String everything(ReportInput input) {
        CheckReport check = CheckText.of(input);
        return section("title", check.title())
                + section("summary", check.summary())
                + section("text", String.valueOf(check.text()))
                + section("annotations", annotations(check))
                + section("comment", StickyComment.of(input, "sluice/main").orElse("(silent)"))
                + section("comment when settled", settled(input))
                + section("review comments", inline(input));
    }

    private static String settled(ReportInput input) {
        return StickyComment.of(input, "sluice/main").isPresent()
                ? "(never)"
                : StickyComment.settled(input, "sluice/main");
    }

    private static String annotations(CheckReport check) {
        return check.annotations().stream()
                .limit(3)
                .map(Annotation::toString)
                .collect(
                        Collectors.joining(
                                "\n", "", "\n(" + check.annotations().size() + " in all)"));
    }

    private static String inline(ReportInput input) {
        return InlineComments.of(input, 3).stream()
                .map(c -> c.path() + ":" + c.line() + "\n" + c.body())
                .collect(Collectors.joining("\n"));
    }

    private static String section(String name, String content) {
        return "=".repeat(20) + " " + name + "\n" + content.strip() + "\n";
    }

    private static void compare(String name, String actual) throws IOException {
        Files.createDirectories(ACTUAL);
        Files.writeString(ACTUAL.resolve(name + ".md"), actual);
        Path expected = EXPECTED.resolve(name + ".md");
        assertThat(expected).exists();
        assertThat(actual).isEqualTo(Files.readString(expected));
    }
}
