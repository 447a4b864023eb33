package dev.sluice.scanners.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On which lines of a TOML file its rules and their fields are, for complaints. */
final class TomlLines {

    private static final Pattern HEADER =
            Pattern.compile("\\s*\\[{1,2}\\s*([A-Za-z.]+)\\s*]{1,2}.*");
    private static final Pattern KEY = Pattern.compile("\\s*([A-Za-z]+)\\s*=.*");

    private static final int OUTSIDE = -1;

    private record Entry(int rule, String name, int line) {}

    private final List<Entry> entries = new ArrayList<>();

    TomlLines(String toml) {
        int rules = 0;
        int rule = OUTSIDE;
        int line = 0;
        boolean inText = false;
        for (String text : toml.lines().toList()) {
            line++;
            Matcher header = HEADER.matcher(text);
            Matcher key = KEY.matcher(text);
            if (!inText && header.matches()) {
                String name = header.group(1);
                boolean starts = name.equals("rules");
                rules += starts ? 1 : 0;
                rule = starts || name.startsWith("rules.") ? rules - 1 : OUTSIDE;
                entries.add(new Entry(rule, starts ? "" : name, line));
            } else if (!inText && key.matches()) {
                entries.add(new Entry(rule, key.group(1), line));
            }
            inText ^= quotes(text) % 2 == 1;
        }
    }

    private static int quotes(String line) {
        int count = 0;
        for (int i = 0; i + 3 <= line.length(); i++) {
            if (line.startsWith("'''", i) || line.startsWith("\"\"\"", i)) {
                count++;
                i += 2;
            }
        }
        return count;
    }

    int rule(int index) {
        return line(index, "");
    }

    /** The line of the rule where the field is not found. */
    int field(int index, String name) {
        return entries.stream()
                .filter(entry -> entry.rule == index && entry.name.equals(name))
                .mapToInt(Entry::line)
                .findFirst()
                .orElseGet(() -> rule(index));
    }

    /** Of a table or field outside of rules; 1 where it is not found. */
    int outside(String name) {
        return line(OUTSIDE, name);
    }

    private int line(int rule, String name) {
        return entries.stream()
                .filter(entry -> entry.rule == rule && entry.name.equals(name))
                .mapToInt(Entry::line)
                .findFirst()
                .orElse(1);
    }
}
