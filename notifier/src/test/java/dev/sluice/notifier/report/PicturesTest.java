package dev.sluice.notifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Draws what a pull request shows, from the templates, for the documentation: HTML in a style like
 * GitHub's, and PNG by Chromium. {@code docs/images/README.md} says how to run it.
 */
@EnabledIfSystemProperty(
        named = PicturesTest.CHROMIUM,
        matches = ".+",
        disabledReason = "pictures are drawn on demand: see docs/images/README.md")
class PicturesTest {

    static final String CHROMIUM = "sluice.pictures";

    private static final Path HTML = Path.of("target/pictures");
    private static final Path IMAGES = Path.of("../docs/images");

    @Test
    void drawsWhatAPullRequestShows() throws IOException, InterruptedException {
        Files.createDirectories(HTML);
        Files.createDirectories(IMAGES);
        for (Map.Entry<String, Picture> picture : all().entrySet()) {
            Path page = HTML.resolve(picture.getKey() + ".html");
            Files.writeString(page, page(picture.getValue().html()));
            Path image = IMAGES.resolve(picture.getKey() + ".png").toAbsolutePath().normalize();
            Files.deleteIfExists(image);

            draw(page, image, picture.getValue().height());

            assertThat(image).isNotEmptyFile();
        }
    }

    private record Picture(int height, String html) {}

    private static Map<String, Picture> all() {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        pictures.put("comment", new Picture(620, comment(Shapes.example())));
        pictures.put("check-run", new Picture(940, check(Shapes.example())));
        pictures.put("annotation", new Picture(270, annotation(Shapes.example())));
        pictures.put("review-comment", new Picture(335, review(Shapes.example())));
        pictures.put(
                "settled",
                new Picture(
                        255,
                        box(
                                "commented, edited",
                                StickyComment.settled(Shapes.passClean(), "sluice/main"))));
        return pictures;
    }

    private static String comment(ReportInput input) {
        return box("commented", StickyComment.of(input, "sluice/main").orElseThrow());
    }

    private static String box(String did, String markdown) {
        return "<div class=box><div class=head><b>sluice-acme</b><span class=bot>bot</span> "
                + did
                + " now</div><div class=body>"
                + Rendered.html(markdown)
                + "</div></div>";
    }

    private static String check(ReportInput input) {
        CheckReport check = CheckText.of(input);
        return "<div class=box><div class=head><b>sluice/main</b><div class=buttons>"
                + "<span>Scan again</span><span>Request waiver</span></div></div><div class=body>"
                + "<div class='title failure'>✗ "
                + check.title()
                + "</div>"
                + Rendered.html(check.summary())
                + "<hr>"
                + Rendered.html(String.valueOf(check.text()))
                + "</div></div>";
    }

    private static String annotation(ReportInput input) {
        Annotation first = CheckText.of(input).annotations().getFirst();
        return file(
                first.path(),
                first.startLine(),
                "<div class=annotation><span class=failure><b>✗ Check failure</b></span> "
                        + "<small>sluice/main</small>\n<b>"
                        + first.title()
                        + "</b>\n"
                        + first.message()
                        + "</div>");
    }

    private static String review(ReportInput input) {
        InlineComment first = InlineComments.of(input, 1).getFirst();
        return file(
                first.path(),
                first.line(),
                "<div style='padding:8px 16px'>" + box("reviewed", first.body()) + "</div>");
    }

    private static String file(String path, int line, String below) {
        List<String> code =
                List.of(
                        "spring.application.name=shop",
                        "aws.accessKeyId=••••••••••••••••",
                        "aws.region=eu-central-1");
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < code.size(); i++) {
            boolean added = i == 1;
            rows.append(added ? "<tr class=added>" : "<tr>")
                    .append("<td class=n>")
                    .append(line - 1 + i)
                    .append("</td><td>")
                    .append(added ? "+ " : "  ")
                    .append(code.get(i))
                    .append("</td></tr>");
            if (added) {
                rows.append("<tr><td colspan=2 style='white-space:normal;font:inherit'>")
                        .append("<div style=\"font:14px/1.5 'DejaVu Sans',sans-serif\">")
                        .append(below)
                        .append("</div></td></tr>");
            }
        }
        return "<div class=box><div class=head>"
                + path
                + "</div><table class=code>"
                + rows
                + "</table></div>";
    }

    private static String page(String html) throws IOException {
        try (InputStream css = PicturesTest.class.getResourceAsStream("/pictures/github.css")) {
            if (css == null) {
                throw new IllegalStateException("github.css is not there");
            }
            return "<!DOCTYPE html><meta charset=utf-8><style>"
                    + new String(css.readAllBytes(), StandardCharsets.UTF_8)
                    + "</style>"
                    + html;
        }
    }

    private static void draw(Path page, Path image, int height)
            throws IOException, InterruptedException {
        Path log = HTML.resolve(image.getFileName() + ".log");
        Process process =
                new ProcessBuilder(
                                System.getProperty(CHROMIUM),
                                "--headless",
                                "--no-sandbox",
                                "--hide-scrollbars",
                                "--force-device-scale-factor=1",
                                "--window-size=1010," + height,
                                "--screenshot=" + image,
                                page.toUri().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("see " + log).isTrue();
        assertThat(process.exitValue()).as("see " + log).isZero();
    }
}
