package dev.sluice.scanners.secrets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * One search through one content: per rule the neighbourhood of keywords that is growing, the steps
 * that are left, and what was found.
 */
final class Search implements Keywords.Listener {

    /** Steps that a rule may take for each character it looks at, on average over one content. */
    static final int STEPS_PER_CHARACTER = 100;

    /** Steps that a rule may always take. */
    static final int STEPS_TO_START_WITH = 200_000;

    /** Steps that all rules together may take for one content, some seconds' worth. */
    static final long STEPS_PER_CONTENT = 2_000_000_000;

    /**
     * A value of a rule, by its index and the value's offsets.
     *
     * @param unless what still may allow it, depending on the path
     */
    record Match(int rule, int start, int end, List<AllowList> unless) {}

    private static final long STOPPED = Long.MIN_VALUE;

    private final List<SecretRule> rules;
    private final List<Reach> reaches;
    private final int maxMatches;
    private final byte[] bytes;
    private final SteppedText text;
    private final @Nullable Matcher[] matchers;
    private final int[] from;
    private final int[] to;
    private final long[] saved;
    private final int[] found;
    private final List<Match> matches = new ArrayList<>();
    private long dropped;
    private long stepsLeft = STEPS_PER_CONTENT;

    /** The reaches are those of the rules, in the same order. */
    Search(List<SecretRule> rules, List<Reach> reaches, byte[] bytes, int maxMatchesPerRule) {
        this.rules = rules;
        this.reaches = reaches;
        this.maxMatches = maxMatchesPerRule;
        this.bytes = bytes;
        this.matchers = new Matcher[rules.size()];
        this.from = new int[rules.size()];
        this.to = new int[rules.size()];
        this.saved = new long[rules.size()];
        this.found = new int[rules.size()];
        this.text = new SteppedText(bytes);
    }

    @Override
    public void keyword(int[] hit, int[] lengths, int end) {
        for (int i = 0; i < hit.length; i++) {
            int rule = hit[i];
            Reach reach = reaches.get(rule);
            if (reach.opens()) {
                tryAt(rule, end - lengths[i]);
            } else {
                widen(rule, Math.max(0, end - reach.before()), (long) end + reach.after());
            }
        }
    }

    private void widen(int rule, int start, long end) {
        if (to[rule] < start) {
            look(rule);
            from[rule] = start;
        }
        to[rule] = (int) Math.min(bytes.length, end);
    }

    void finish() {
        for (int rule = 0; rule < to.length; rule++) {
            if (!reaches.get(rule).opens()) {
                look(rule);
            }
        }
    }

    private void look(int rule) {
        if (to[rule] > 0) {
            look(rule, from[rule], to[rule]);
        }
    }

    /** Finds what a rule matches between two offsets. */
    void look(int rule, int start, int end) {
        spend(
                rule,
                start,
                end,
                matcher -> {
                    while (matcher.find()) {
                        consider(rule, matcher);
                    }
                });
    }

    /** A match that begins here, if the last one of this rule ends before. */
    private void tryAt(int rule, int start) {
        if (start < to[rule]) {
            return;
        }
        int width = rules.get(rule).expression().width();
        spend(
                rule,
                start,
                (int) Math.min(bytes.length, (long) start + width),
                matcher -> {
                    if (matcher.lookingAt()) {
                        consider(rule, matcher);
                        to[rule] = matcher.end();
                    }
                });
    }

    private void spend(int rule, int start, int end, Consumer<Matcher> work) {
        if (saved[rule] == STOPPED) {
            return;
        }
        long budget =
                STEPS_TO_START_WITH + saved[rule] + (long) STEPS_PER_CHARACTER * (end - start);
        text.allow(Math.min(budget, stepsLeft));
        try {
            work.accept(matcher(rule).region(start, end));
            saved[rule] = budget - text.taken() - STEPS_TO_START_WITH;
        } catch (SteppedText.OutOfSteps | StackOverflowError e) {
            saved[rule] = STOPPED;
        }
        stepsLeft -= text.taken();
    }

    private Matcher matcher(int rule) {
        Matcher matcher = matchers[rule];
        if (matcher == null) {
            matcher = rules.get(rule).expression().matcher(text);
            matchers[rule] = matcher;
        }
        return matcher;
    }

    private void consider(int rule, Matcher matcher) {
        SecretRule secretRule = rules.get(rule);
        int start = secretRule.expression().valueStart(matcher);
        int end = secretRule.expression().valueEnd(matcher);
        if (!secretRule.accepts(Engine.latin1(Arrays.copyOfRange(bytes, start, end)))) {
            return;
        }
        var unless = new ArrayList<AllowList>();
        for (AllowList allowed : secretRule.scope().allowed()) {
            switch (allowed.judge(bytes, matcher.start(), matcher.end(), start, end)) {
                case ALLOWED -> {
                    return;
                }
                case BY_PATH -> unless.add(allowed);
                case NOT_ALLOWED -> {}
            }
        }
        if (found[rule]++ < maxMatches) {
            matches.add(new Match(rule, start, end, unless));
        } else {
            dropped++;
        }
    }

    List<Match> matches() {
        return matches;
    }

    /** How many more there are than are in {@link #matches}. */
    long dropped() {
        return dropped;
    }

    /** The ids of rules that needed more steps than they may take. */
    List<String> stopped() {
        var ids = new ArrayList<String>();
        for (int rule = 0; rule < saved.length; rule++) {
            if (saved[rule] == STOPPED) {
                ids.add(rules.get(rule).id());
            }
        }
        return ids;
    }
}
