package dev.sluice.standalone.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.cli.Terminal;
import java.util.List;
import java.util.Locale;

/** Dead letters for people. What a record says of itself may be meant to deceive a terminal. */
final class LetterText {

    private static final List<String> FIELDS =
            List.of(
                    "status",
                    "statusBy",
                    "statusReason",
                    "service",
                    "attempts",
                    "replays",
                    "firstFailure",
                    "lastFailure",
                    "errorClass",
                    "reason",
                    "cause",
                    "type",
                    "key",
                    "delivery",
                    "correlationId",
                    "organisation",
                    "repository",
                    "parts",
                    "valueBytes",
                    "leftOut");

    private final Terminal terminal;

    LetterText(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Two lines each: what, when and where; and how it stands and why. */
    void list(List<JsonNode> letters) {
        for (JsonNode letter : letters) {
            terminal.line(
                    "%s  %s  %s  %s, %s"
                            .formatted(
                                    terminal.bold(text(letter, "id")),
                                    text(letter, "lastFailure"),
                                    place(letter),
                                    text(letter, "service"),
                                    attempts(letter)));
            terminal.line(
                    "    %s: %s (%s)"
                            .formatted(
                                    text(letter, "status"),
                                    text(letter, "reason"),
                                    text(letter, "errorClass")));
        }
    }

    void show(JsonNode story) {
        JsonNode letter = story.path("deadLetter");
        row("id", text(letter, "id"));
        row("record", place(letter));
        for (String field : FIELDS) {
            if (letter.has(field)) {
                row(words(field), text(letter, field));
            }
        }
        terminal.line();
        story.path("failures")
                .forEach(failure ->
                        terminal.line(
                                "%s  %s: %s"
                                        .formatted(
                                                text(failure, "at"),
                                                text(failure, "errorClass"),
                                                text(failure, "reason"))));
    }

    /** {@code topic/partition/offset}. */
    static String place(JsonNode letter) {
        return text(letter, "topic")
                + "/"
                + text(letter, "partition")
                + "/"
                + (letter.path("offsets").size() > 1
                        ? Terminal.clean(letter.path("offsets").toString())
                        : text(letter, "offset"));
    }

    static String text(JsonNode node, String field) {
        return Terminal.clean(node.path(field).asText());
    }

    private static String attempts(JsonNode letter) {
        int attempts = letter.path("attempts").asInt();
        return attempts
                + (attempts == 1 ? " attempt" : " attempts")
                + " since "
                + text(letter, "firstFailure");
    }

    private static String words(String field) {
        return field.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private void row(String name, String text) {
        terminal.line("%-15s %s".formatted(name, text));
    }
}
