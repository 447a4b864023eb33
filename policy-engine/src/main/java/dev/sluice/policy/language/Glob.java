package dev.sluice.policy.language;

import com.google.re2j.Pattern;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for paths and for names with slashes: {@code *} stands for anything but a slash, {@code
 * **} for anything, <code>{a,b}</code> for one of several. A pattern that ends in a slash means
 * everything below. It matches in linear time, whatever the pattern.
 */
public final class Glob {

    private static final int MAX_KEPT = 10_000;
    private static final Map<String, Glob> KEPT = new ConcurrentHashMap<>();

    private final String text;

    /** What every match begins with: most paths are told apart by it. */
    private final String prefix;

    private final Pattern pattern;

    private Glob(String text) {
        this.text = text;
        this.prefix = text.substring(0, firstWildcard(text));
        this.pattern = Pattern.compile(expression(text));
    }

    public static Glob of(String text) {
        if (KEPT.size() > MAX_KEPT) {
            KEPT.clear();
        }
        return KEPT.computeIfAbsent(text, Glob::new);
    }

    public String text() {
        return text;
    }

    public boolean matches(String path) {
        return path.startsWith(prefix) && pattern.matches(path);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Glob glob && glob.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private static int firstWildcard(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("*?{}".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static String expression(String glob) {
        String whole = glob.endsWith("/") ? glob + "**" : glob;
        var expression = new StringBuilder("(?s)");
        int open = 0;
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            if (whole.startsWith("**/", i)) {
                expression.append("(?:.*/)?");
                i += 2;
            } else if (whole.startsWith("**", i)) {
                expression.append(".*");
                i++;
            } else if (c == '*') {
                expression.append("[^/]*");
            } else if (c == '?') {
                expression.append("[^/]");
            } else if (c == '{' && whole.indexOf('}', i) > 0) {
                expression.append("(?:");
                open++;
            } else if (c == ',' && open > 0) {
                expression.append('|');
            } else if (c == '}' && open > 0) {
                expression.append(')');
                open--;
            } else {
                expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return expression.append(")".repeat(open)).toString();
    }
}
