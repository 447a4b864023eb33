package dev.sluice.standalone.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What a person may have meant: options and commands that one or two slips of the finger turn into
 * what was typed. picocli's own suggestions compare pairs of letters and know no transposition.
 */
final class Suggestions {

    private static final int MAX_SLIPS = 2;

    private Suggestions() {}

    /** The likeliest first; none where nothing is near. */
    static List<String> of(UnmatchedArgumentException e) {
        String typed = e.getUnmatched().getFirst().split("=", 2)[0].toLowerCase(Locale.ROOT);
        return names(e.getCommandLine().getCommandSpec())
                .filter(name -> slips(typed, name) <= MAX_SLIPS)
                .sorted(Comparator.comparingInt(name -> slips(typed, name)))
                .toList();
    }

    private static Stream<String> names(CommandSpec command) {
        return Stream.concat(
                command.options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .filter(name -> name.startsWith("--")),
                command.subcommands().keySet().stream());
    }

    /** Letters added, left out, replaced, or two neighbours swapped (optimal string alignment). */
    private static int slips(String left, String right) {
        int[][] d = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, i, j, left, right);
            }
        }
        return d[left.length()][right.length()];
    }

    private static int cheapest(int[][] d, int i, int j, String left, String right) {
        int replaced = d[i - 1][j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
