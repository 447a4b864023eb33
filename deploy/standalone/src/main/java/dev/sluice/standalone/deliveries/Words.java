package dev.sluice.standalone.deliveries;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.cli.Terminal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;

/** Parts of the ledger's answers as a terminal may show them. */
final class Words {

    private static final String NOTHING = "-";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Words() {}

    static String text(JsonNode node) {
        String text = node.asText("");
        return text.isEmpty() ? NOTHING : Terminal.clean(text);
    }

    static String time(JsonNode node) {
        try {
            return TIME.format(Instant.parse(node.asText("")));
        } catch (DateTimeException e) {
            return text(node);
        }
    }

    /** By its name, or else by its number. */
    static String repository(JsonNode delivery) {
        return delivery.has("repositoryName")
                ? text(delivery.path("repositoryName"))
                : text(delivery.path("repository"));
    }

    /** Why, or which events. */
    static String what(JsonNode fate) {
        if (fate.hasNonNull("reason")) {
            return text(fate.path("reason"));
        }
        var types = new ArrayList<String>();
        fate.path("events").forEach(event -> types.add(text(event.path("type"))));
        return types.isEmpty() ? NOTHING : String.join(", ", types);
    }
}
