package dev.sluice.scanners.secrets;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is no secret although a rule says so. It comes from trusted configuration only.
 *
 * @param paths of files
 * @param regexes looked for in the target
 * @param stopwords parts of values, in lower case
 * @param all whether one of each kind that is there has to fit; otherwise one of any kind is enough
 */
record AllowList(
        List<Allowance> paths,
        List<Allowance> regexes,
        Target target,
        List<String> stopwords,
        boolean all) {

    /** What regular expressions are looked for in. */
    enum Target {
        SECRET,
        MATCH,
        LINE
    }

    /** What a value by itself says. */
    enum Verdict {
        ALLOWED,
        NOT_ALLOWED,
        BY_PATH
    }

    /** A comment beside the secret, of our own or of gitleaks. */
    static final AllowList COMMENTS =
            new AllowList(
                    List.of(),
                    List.of(Allowance.of("(?:sluice|gitleaks):allow")),
                    Target.LINE,
                    List.of(),
                    false);

    /** As much of a line as is looked at, before and after. */
    private static final int LINE = 2000;

    AllowList {
        paths = List.copyOf(paths);
        regexes = List.copyOf(regexes);
        stopwords = List.copyOf(stopwords);
        if (paths.isEmpty() && regexes.isEmpty() && stopwords.isEmpty()) {
            throw new IllegalArgumentException("an allow list has paths, regexes or stopwords");
        }
    }

    Verdict judge(byte[] bytes, int matchStart, int matchEnd, int start, int end) {
        boolean regex = !regexes.isEmpty() && fits(bytes, matchStart, matchEnd, start, end);
        boolean stopword = !stopwords.isEmpty() && hasStopword(bytes, start, end);
        boolean allowed =
                all
                        ? (regex || regexes.isEmpty()) && (stopword || stopwords.isEmpty())
                        : regex || stopword;
        if (all ? allowed && !paths.isEmpty() : !allowed && !paths.isEmpty()) {
            return Verdict.BY_PATH;
        }
        return allowed ? Verdict.ALLOWED : Verdict.NOT_ALLOWED;
    }

    boolean allowsPath(String path) {
        return paths.stream().anyMatch(allowed -> allowed.isIn(path));
    }

    private boolean fits(byte[] bytes, int matchStart, int matchEnd, int start, int end) {
        byte[] text =
                switch (target) {
                    case SECRET -> Arrays.copyOfRange(bytes, start, end);
                    case MATCH -> Arrays.copyOfRange(bytes, matchStart, matchEnd);
                    case LINE -> lines(bytes, matchStart, matchEnd);
                };
        return regexes.stream().anyMatch(regex -> regex.isIn(text));
    }

    private static byte[] lines(byte[] bytes, int start, int end) {
        int from = start;
        while (from > 0 && from > start - LINE && bytes[from - 1] != '\n') {
            from--;
        }
        int to = end;
        while (to < bytes.length && to < end + LINE && bytes[to] != '\n') {
            to++;
        }
        return Arrays.copyOfRange(bytes, from, to);
    }

    private boolean hasStopword(byte[] bytes, int start, int end) {
        String value =
                Engine.latin1(Arrays.copyOfRange(bytes, start, end)).toLowerCase(Locale.ROOT);
        return stopwords.stream().anyMatch(value::contains);
    }
}
