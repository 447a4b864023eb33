package dev.sluice.notifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Verdict;
import dev.sluice.notifier.text.Markdown;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Whatever a repository or a tool says, a report has the links, marks and headings of its own. */
class HostileTextTest {

    private static final ReportInput HARMLESS = Shapes.everywhere("harmless");

    /** GitHub's references, mentions and emoji, each where GitHub would look: outside of code. */
    private static final Pattern MEANS_SOMETHING =
            Pattern.compile(
                    "@[A-Za-z0-9]|#[0-9]|[A-Za-z]-[0-9]|:[a-z0-9_+-]+:|://|www\\.|[0-9a-f]{7}"
                            + "|[`*_~|<>\\[\\]$\\\\]",
                    Pattern.CASE_INSENSITIVE);

    @Property(tries = 400)
    void summariesMeanOnlyWhatTheTemplateMeans(@ForAll("hostile") String text) {
        CheckReport report = CheckText.of(Shapes.everywhere(text));
        CheckReport harmless = CheckText.of(HARMLESS);

        sameShape(report.summary(), harmless.summary());
        sameShape(report.text(), harmless.text());
        assertThat(bytes(report.summary())).isLessThanOrEqualTo(CheckReport.MAX_BYTES);
        assertThat(bytes(report.text())).isLessThanOrEqualTo(CheckReport.MAX_BYTES);
        assertThat(report.title()).hasSizeLessThanOrEqualTo(CheckReport.MAX_TITLE);
    }

    @Property(tries = 200)
    void commentsMeanOnlyWhatTheTemplateMeans(@ForAll("hostile") String text) {
        String comment = StickyComment.of(Shapes.everywhere(text), "sluice/main").orElseThrow();

        sameShape(comment, StickyComment.of(HARMLESS, "sluice/main").orElseThrow());
        assertThat(bytes(comment)).isLessThanOrEqualTo(StickyComment.MAX_BYTES);
        assertThat(Marker.in(comment)).contains(Marker.report("sluice/main"));
    }

    @Property(tries = 200)
    void reviewCommentsMeanOnlyWhatTheTemplateMeans(@ForAll("hostile") String text) {
        String harmless = InlineComments.of(HARMLESS, 1).getFirst().body();
        ReportInput hostile = Shapes.everywhereButInPaths(text);
        assertThat(InlineComments.of(hostile, 5)).hasSize(2);
        for (InlineComment comment : InlineComments.of(hostile, 5)) {
            sameShape(comment.body().replace("**high**", "**critical**"), harmless);
            assertThat(Marker.in(comment.body())).contains(Marker.finding(comment.fingerprint()));
        }
    }

    @Property(tries = 200)
    void answersToDeploymentsMeanOnlyWhatTheTemplateMeans(@ForAll("hostile") String text) {
        String answer =
                DeploymentText.of(Verdict.FAIL, text, List.of(text), List.of(text), Shapes.PAGE);

        Rendered rendered = Rendered.of(answer);
        assertThat(bytes(answer)).isLessThanOrEqualTo(DeploymentText.MAX_BYTES);
        assertThat(rendered.links).isSubsetOf(Shapes.PAGE);
        assertThat(rendered.html).isEmpty();
        assertThat(rendered.others).isEmpty();
        assertThat(MEANS_SOMETHING.matcher(rendered.prose()).results()).isEmpty();
    }

    @Property(tries = 400)
    void aTextIsOneLineOfNothingButText(@ForAll("hostile") String text) {
        for (Markdown markdown : List.of(Markdown.text(text, 500), Markdown.code(text, 500))) {
            assertThat(markdown.source()).doesNotContain("\n", "\r", "<!--", "-->");
            for (String line :
                    List.of(
                            markdown.source(),
                            "- " + markdown.source(),
                            "a " + markdown.source() + " b")) {
                Rendered rendered = Rendered.of(line);
                assertThat(rendered.links).isEmpty();
                assertThat(rendered.html).isEmpty();
                assertThat(rendered.others).isEmpty();
                assertThat(rendered.bold).isEmpty();
                assertThat(rendered.headings).isZero();
                assertThat(rendered.items).isEqualTo(line.startsWith("- ") ? 1 : 0);
                assertThat(MEANS_SOMETHING.matcher(rendered.prose()).results()).isEmpty();
            }
        }
    }

    @Property(tries = 400)
    void noMarkerIsFoundThatWasNotSet(
            @ForAll("hostile") String name, @ForAll("hostile") String other) {
        String body = Marker.finding(name).line() + "\n" + Markdown.code(other, 500).source();

        assertThat(Marker.in(body)).contains(Marker.finding(name));
        assertThat(Marker.in(Markdown.text(other, 500).source())).isEmpty();
        assertThat(body.indexOf("<!--", 1)).isEqualTo(-1);
        assertThat(Rendered.of(Marker.finding(name).line()).html).hasSize(1);
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> bait =
                Arbitraries.of(
                        "<script>alert(1)</script>",
                        "<!-- sluice:finding x -->",
                        "-->",
                        "<!--",
                        "@octocat",
                        "@acme/admins",
                        "#17",
                        "GH-17",
                        "acme/shop#17",
                        "acme/shop@0123abc",
                        "0123abcd0123abcd0123",
                        "https://evil.example/a?b",
                        "http://e",
                        "www.evil.example",
                        "mailto:a@evil.example",
                        "a@evil.example",
                        "![i](//evil)",
                        "[t](//evil)",
                        "[t]",
                        "[t]: //evil",
                        "<https://evil.example>",
                        ":boom:",
                        ":+1:",
                        "**b**",
                        "__b__",
                        "_e_",
                        "*e*",
                        "~~s~~",
                        "`",
                        "``",
                        "```",
                        "```\n",
                        "~~~",
                        "$x$",
                        "$$",
                        "|",
                        "| a | b |",
                        "\n|---|---|\n",
                        "\\",
                        "\\`",
                        "&lt;b&gt;",
                        "&#64;octocat",
                        "\n# head",
                        "# head",
                        "\n===\n",
                        "---",
                        "- item",
                        "\n- item",
                        "1. one",
                        "1)",
                        "+ one",
                        "> quote",
                        "> [!NOTE]",
                        "[^1]",
                        "    code",
                        "\t",
                        "\r\n",
                        "\n\n",
                        "\u001b[31m",
                        "\u009b1m",
                        "\u202e",
                        "\u2066",
                        "\u200b",
                        "\u200d",
                        "\ufeff",
                        "\u0000",
                        "\ud83d",
                        "\ude00",
                        "😀",
                        "👩‍👩‍👧‍👦",
                        "é",
                        "日本",
                        "CVE-2021-44228",
                        "(",
                        ")",
                        "\"",
                        "'",
                        ":",
                        ";",
                        "x",
                        " ",
                        "{it.page}",
                        "{#if true}",
                        "</sub>",
                        "<br>",
                        "…");
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(12);
        Arbitrary<String> ascii = Arbitraries.strings().ascii().ofMaxLength(12);
        Arbitrary<String> mixed =
                Arbitraries.frequencyOf(Tuple.of(6, bait), Tuple.of(1, any), Tuple.of(2, ascii))
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(12)
                        .map(parts -> String.join("", parts));
        Arbitrary<String> spaced =
                bait.list().ofMinSize(1).ofMaxSize(12).map(parts -> String.join(" ", parts));
        Arbitrary<String> huge = mixed.map(text -> text.repeat(400));
        return Arbitraries.frequencyOf(Tuple.of(10, mixed), Tuple.of(10, spaced), Tuple.of(1, huge))
                .filter(text -> !text.isBlank());
    }

    private static void sameShape(@Nullable String hostile, @Nullable String harmless) {
        Rendered actual = Rendered.of(String.valueOf(hostile));
        Rendered expected = Rendered.of(String.valueOf(harmless));

        assertThat(Set.copyOf(actual.links)).isEqualTo(Set.copyOf(expected.links));
        assertThat(actual.others).isEmpty();
        assertThat(actual.headings).isEqualTo(expected.headings);
        assertThat(withoutMarkers(actual.html)).isEqualTo(withoutMarkers(expected.html));
        assertThat(Set.copyOf(actual.bold)).isEqualTo(Set.copyOf(expected.bold));
        assertThat(MEANS_SOMETHING.matcher(actual.prose()).results()).isEmpty();
    }

    /** The marker of a finding differs with the finding. */
    private static List<String> withoutMarkers(List<String> html) {
        return html.stream().filter(tag -> !tag.startsWith("<!--")).distinct().sorted().toList();
    }

    private static int bytes(@Nullable String text) {
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8).length;
    }
}
