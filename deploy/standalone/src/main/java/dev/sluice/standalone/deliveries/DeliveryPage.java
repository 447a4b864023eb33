package dev.sluice.standalone.deliveries;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.cli.Terminal;

/** All about one delivery. */
final class DeliveryPage {

    private final Terminal terminal;

    DeliveryPage(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(JsonNode story) {
        JsonNode first = story.path("acceptances").path(0).path("delivery");
        row("delivery", Words.text(first.path("deliveryId")));
        row("correlation id", Words.text(first.path("correlationId")));
        row("event", Words.text(first.path("event")));
        row(
                "repository",
                Words.repository(first) + " (" + Words.text(first.path("repository")) + ")");
        row("organisation", Words.text(first.path("organisation")));
        story.path("acceptances").forEach(this::acceptance);
        terminal.line();
        terminal.line(
                terminal.dim("its way: sluice trace " + Words.text(first.path("correlationId"))));
    }

    private void acceptance(JsonNode acceptance) {
        terminal.line();
        row("accepted", Words.time(acceptance.path("delivery").path("acceptedAt")) + " UTC");
        acceptance.path("fates").forEach(this::fate);
    }

    private void fate(JsonNode fate) {
        terminal.line(
                "  %s  %-13s  %s  %s"
                        .formatted(
                                Words.time(fate.path("enteredAt")),
                                Words.text(fate.path("fate")),
                                Words.what(fate),
                                terminal.dim(
                                        "(%s, partition %s, offset %s)"
                                                .formatted(
                                                        Words.text(fate.path("topic")),
                                                        Words.text(fate.path("partition")),
                                                        Words.text(fate.path("offset"))))));
        fate.path("events")
                .forEach(event ->
                        terminal.line(
                                "    %s of %s, event id %s"
                                        .formatted(
                                                Words.text(event.path("type")),
                                                Words.text(event.path("subject")),
                                                Words.text(event.path("id")))));
    }

    private void row(String name, String text) {
        terminal.line("%-15s %s".formatted(name, text));
    }
}
