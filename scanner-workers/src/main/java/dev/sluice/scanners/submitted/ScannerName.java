package dev.sluice.scanners.submitted;

import java.util.Locale;

/**
 * How a tool that is not ours is called in events and policies: {@code tool/category}, in lower
 * case. The slash keeps it apart from our own scanners, whose names no submission can take.
 */
public final class ScannerName {

    private static final int MAX_TOOL = 60;
    private static final int MAX_CATEGORY = 80;

    private ScannerName() {}

    public static String of(String tool, String category) {
        return tool(tool) + "/" + category(category);
    }

    private static String tool(String name) {
        String words = slug(name, "[^a-z0-9]+", MAX_TOOL);
        return words.isEmpty() || !Character.isLetter(words.charAt(0))
                ? slug("tool-" + words, "[^a-z0-9]+", MAX_TOOL)
                : words;
    }

    private static String category(String name) {
        String words = slug(name, "[^a-z0-9._]+", MAX_CATEGORY).replaceFirst("^[._-]+", "");
        return words.isEmpty() ? Origin.DEFAULT_CATEGORY : words;
    }

    private static String slug(String name, String separators, int max) {
        String words =
                name.toLowerCase(Locale.ROOT).replaceAll(separators, "-").replaceAll("^-+", "");
        String cut = words.length() > max ? words.substring(0, max) : words;
        return cut.replaceAll("-+$", "");
    }
}
