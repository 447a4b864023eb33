package dev.sluice.standalone.bench.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads labels: CSV with the columns file, line and expected (a first line that names them is left
 * out), or one JSON object with these properties on each line.
 */
final class LabelReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COLUMNS = 3;

    private LabelReader() {}

    static List<Label> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw Refusal.usage("there are no labels in " + file + ": it is no file");
        }
        var labels = new ArrayList<Label>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || (number == 1 && line.strip().startsWith("file,"))) {
                continue;
            }
            try {
                labels.add(line.startsWith("{") ? json(line) : csv(line));
            } catch (IllegalArgumentException | JsonProcessingException e) {
                throw Refusal.usage(
                        "%s:%d: expected file, line, expected; %s"
                                .formatted(file, number, reason(e)),
                        e);
            }
        }
        return labels;
    }

    private static String reason(Exception e) {
        return e instanceof JsonProcessingException
                ? "it is not JSON"
                : String.valueOf(e.getMessage());
    }

    private static Label json(String line) throws JsonProcessingException {
        JsonNode node = JSON.readTree(line);
        for (String name : List.of("file", "line", "expected")) {
            if (!node.has(name)) {
                throw new IllegalArgumentException(name + " is missing");
            }
        }
        return new Label(
                node.get("file").asText(), node.get("line").asInt(), node.get("expected").asText());
    }

    /** File names may hold commas: the last two columns are the others. */
    private static Label csv(String line) {
        int second = line.lastIndexOf(',');
        int first = second < 1 ? -1 : line.lastIndexOf(',', second - 1);
        if (first < 1) {
            throw new IllegalArgumentException("there are fewer than " + COLUMNS + " columns");
        }
        String file = line.substring(0, first).strip();
        if (file.length() > 1 && file.startsWith("\"") && file.endsWith("\"")) {
            file = file.substring(1, file.length() - 1).replace("\"\"", "\"");
        }
        return new Label(
                file,
                Integer.parseInt(line.substring(first + 1, second).strip()),
                line.substring(second + 1).strip());
    }
}
