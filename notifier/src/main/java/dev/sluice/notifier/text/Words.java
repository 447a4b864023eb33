package dev.sluice.notifier.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the words of a line that Markdown takes as they are from those that need a code span.
 * Escaping with backslashes or entities would not do: GitHub looks for mentions, references, emoji
 * and addresses in what is left after both.
 */
final class Words {

    /** A word with the punctuation around it, which may stay outside of a code span. */
    private static final Pattern WORD =
            Pattern.compile("([(\"'“‘]*)(.*?)([).,;:!?\"'”’…]*)", Pattern.DOTALL);

    /** Everything beyond ASCII, and what of ASCII has no meaning anywhere in a line. */
    private static final Pattern HARMLESS =
            Pattern.compile("[^\\x00-\\x7f]|[A-Za-z0-9'\",.;()%+!?-]");

    /** Numbers of issues elsewhere (GH-1, CVE-1), commits, addresses. */
    private static final Pattern REFERENCE =
            Pattern.compile("-[0-9]|[0-9a-fA-F]{7}|www\\.", Pattern.CASE_INSENSITIVE);

    /** What starts a list or underlines a heading at the beginning of a line. */
    private static final Pattern STARTS_BLOCK = Pattern.compile("[-+].*|[0-9]{1,9}[.)].*");

    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private Words() {}

    /** The line with code spans around whatever needs one; neighbours share theirs. */
    static String quoted(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder held = new StringBuilder();
        for (String word : line.split(" ", -1)) {
            Matcher parts = WORD.matcher(word);
            if (!parts.matches()) {
                throw new IllegalStateException("every word has a core");
            }
            boolean first = words.isEmpty() && held.isEmpty();
            boolean block = first && STARTS_BLOCK.matcher(word).matches();
            if (!block && isHarmless(parts.group(2))) {
                release(held, words);
                words.add(word);
                continue;
            }
            String before = block ? "" : parts.group(1);
            String core = block ? word : parts.group(2);
            String after = block ? "" : parts.group(3);
            if (!before.isEmpty()) {
                release(held, words);
            }
            held.append(held.isEmpty() ? "" : " ").append(core);
            if (!before.isEmpty() || !after.isEmpty()) {
                String span = before + code(held.toString()) + after;
                held.setLength(0);
                words.add(span);
            }
        }
        release(held, words);
        return String.join(" ", words);
    }

    private static void release(StringBuilder held, List<String> words) {
        if (!held.isEmpty()) {
            words.add(code(held.toString()));
            held.setLength(0);
        }
    }

    private static boolean isHarmless(String core) {
        return HARMLESS.matcher(core).replaceAll("").isEmpty() && !REFERENCE.matcher(core).find();
    }

    /**
     * A code span. What would begin or end a comment in the source is taken apart, so that a search
     * for a hidden marker never finds text.
     */
    static String code(String line) {
        String text = line.replace("<!--", "<! --").replace("-->", "-- >");
        int longest =
                BACKTICKS.matcher(text).results().mapToInt(r -> r.group().length()).max().orElse(0);
        String fence = "`".repeat(longest + 1);
        String padding = text.startsWith("`") || text.endsWith("`") ? " " : "";
        return fence + padding + text + padding + fence;
    }
}
