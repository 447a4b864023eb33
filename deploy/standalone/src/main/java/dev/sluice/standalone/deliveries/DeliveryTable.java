package dev.sluice.standalone.deliveries;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.cli.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Deliveries as lines of columns. */
final class DeliveryTable {

    private static final List<String> HEAD =
            List.of("ACCEPTED (UTC)", "FATE", "EVENT", "REPOSITORY", "DELIVERY", "WHAT");

    private final Terminal terminal;

    DeliveryTable(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(JsonNode page) {
        var rows = new ArrayList<List<String>>();
        page.path("deliveries").forEach(delivery -> rows.add(row(delivery)));
        if (rows.isEmpty()) {
            terminal.line("no deliveries");
            return;
        }
        List<Integer> widths = widths(rows);
        terminal.line(terminal.bold(line(HEAD, widths)));
        rows.forEach(row -> terminal.line(line(row, widths)));
        if (page.has("next")) {
            terminal.line(terminal.dim("there are more: --limit, or a filter"));
        }
    }

    private static List<String> row(JsonNode delivery) {
        return List.of(
                Words.time(delivery.path("acceptedAt")),
                Words.text(delivery.path("fate")),
                Words.text(delivery.path("event")),
                Words.repository(delivery),
                Words.text(delivery.path("deliveryId")),
                Words.what(delivery));
    }

    private static List<Integer> widths(List<List<String>> rows) {
        var widths = new ArrayList<Integer>();
        for (int column = 0; column < HEAD.size(); column++) {
            int width = HEAD.get(column).length();
            for (List<String> row : rows) {
                width = Math.max(width, row.get(column).length());
            }
            widths.add(width);
        }
        return widths;
    }

    private static String line(List<String> cells, List<Integer> widths) {
        var line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(cell).append(" ".repeat(widths.get(column) - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
