package dev.sluice.standalone.bench.secrets;

import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The part of a document between two markers, which belongs to the command. */
final class MarkedPart {

    static final String START = "<!-- bench secrets: start -->";
    static final String END = "<!-- bench secrets: end -->";

    private MarkedPart() {}

    /** Complains before anything is measured. */
    static void require(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !hasMarkers(Files.readAllLines(file))) {
            throw Refusal.usage(
                    "%s is no file with the lines %s and %s; what is between them is replaced"
                            .formatted(file, START, END));
        }
    }

    private static boolean hasMarkers(List<String> lines) {
        return lines.contains(START) && lines.indexOf(END) > lines.indexOf(START);
    }

    static void replace(Path file, List<String> part) throws IOException {
        List<String> old = Files.readAllLines(file);
        var lines = new ArrayList<>(old.subList(0, old.indexOf(START) + 1));
        lines.add("");
        lines.addAll(part);
        lines.add("");
        lines.addAll(old.subList(old.indexOf(END), old.size()));
        Files.write(file, lines);
    }
}
