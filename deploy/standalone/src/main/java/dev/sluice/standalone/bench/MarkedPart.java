package dev.sluice.standalone.bench;

import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a document between two markers, which belongs to a command.
 *
 * @param command such as {@code bench secrets}
 */
public record MarkedPart(String command) {

    public String start() {
        return "<!-- " + command + ": start -->";
    }

    public String end() {
        return "<!-- " + command + ": end -->";
    }

    /** Complains before anything is measured. */
    public void require(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !isIn(Files.readAllLines(file))) {
            throw Refusal.usage(
                    "%s is no file with the lines %s and %s; what is between them is replaced"
                            .formatted(file, start(), end()));
        }
    }

    private boolean isIn(List<String> lines) {
        return lines.contains(start()) && lines.indexOf(end()) > lines.indexOf(start());
    }

    public void replace(Path file, List<String> part) throws IOException {
        List<String> old = Files.readAllLines(file);
        var lines = new ArrayList<>(old.subList(0, old.indexOf(start()) + 1));
        lines.add("");
        lines.addAll(part);
        lines.add("");
        lines.addAll(old.subList(old.indexOf(end()), old.size()));
        Files.write(file, lines);
    }
}
