package dev.sluice.standalone.bench.secrets;

import java.util.Locale;
import java.util.Set;

/**
 * What people say about one line of one file.
 *
 * @param expected the id of a rule, or yes or no in one of several words
 */
record Label(String file, int line, String expected) {

    private static final Set<String> YES = Set.of("true", "yes", "y", "1", "t", "secret");
    private static final Set<String> NO =
            Set.of("false", "no", "n", "0", "f", "x", "none", "template", "");

    Label {
        if (line < 1) {
            throw new IllegalArgumentException("a line is 1 or more, not " + line);
        }
    }

    boolean isSecret() {
        return !NO.contains(expected.toLowerCase(Locale.ROOT));
    }

    /** Where a finding of this rule is what is expected. */
    boolean accepts(String rule) {
        return isSecret()
                && (YES.contains(expected.toLowerCase(Locale.ROOT)) || expected.equals(rule));
    }
}
