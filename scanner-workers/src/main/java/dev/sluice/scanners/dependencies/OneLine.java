package dev.sluice.scanners.dependencies;

import java.util.regex.Pattern;

/** Text that an author of a repository chose, made fit for one line of a report. */
final class OneLine {

    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private OneLine() {}

    static String of(String text, int maxLength) {
        String spaced = SPACES.matcher(text).replaceAll(" ").strip();
        String line = UNFIT.matcher(spaced).replaceAll("?");
        return line.length() <= maxLength ? line : line.substring(0, maxLength - 1) + "…";
    }
}
