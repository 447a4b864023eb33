package dev.sluice.scanners.secrets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;

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

    /** A value of a rule, by its index and the value's offsets. */
    record Match(int rule, int start, int end) {}

    private final List<SecretRule> rules;
    private final int maxMatches;
    private final byte[] bytes;
    private final SteppedText text;
    private final int[] from;
    private final int[] to;
    private final long[] steps;
    private final int[] found;
    private final List<Match> matches = new ArrayList<>();
    private long dropped;
    private long stepsLeft = STEPS_PER_CONTENT;

    Search(List<SecretRule> rules, byte[] bytes, int maxMatchesPerRule) {
        this.rules = rules;
        this.maxMatches = maxMatchesPerRule;
        this.bytes = bytes;
        this.from = new int[rules.size()];
        this.to = new int[rules.size()];
        this.steps = new long[rules.size()];
        this.found = new int[rules.size()];
        this.text = new SteppedText(bytes);
        Arrays.fill(to, -1);
        Arrays.fill(steps, STEPS_TO_START_WITH);
    }

    @Override
    public void keyword(int[] hit, int end) {
        for (int rule : hit) {
            int width = rules.get(rule).expression().width();
            if (rules.get(rule).keywordFirst()) {
                lookFromKeyword(rule, end, width);
                continue;
            }
            int start = Math.max(0, end - width);
            if (to[rule] < start) {
                look(rule);
                from[rule] = start;
            }
            to[rule] = (int) Math.min(bytes.length, (long) end + width);
        }
    }

    /** Looks for a match that starts with one of the rule's keywords, which ends here. */
    private void lookFromKeyword(int rule, int end, int width) {
        for (String keyword : rules.get(rule).keywords()) {
            int start = end - keyword.length();
            if (start >= Math.max(0, to[rule]) && startsWith(keyword, start)) {
                look(rule, start, (int) Math.min(bytes.length, (long) start + width), true);
            }
        }
    }

    private boolean startsWith(String keyword, int start) {
        for (int i = 0; i < keyword.length(); i++) {
            int c = bytes[start + i];
            if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != keyword.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    void finish() {
        for (int rule = 0; rule < to.length; rule++) {
            look(rule);
        }
    }

    private void look(int rule) {
        if (to[rule] >= 0 && !rules.get(rule).keywordFirst()) {
            look(rule, from[rule], to[rule]);
        }
    }

    /** Finds what a rule matches between two offsets. */
    void look(int rule, int start, int end) {
        look(rule, start, end, false);
    }

    /** Finds what a rule matches between two offsets, or only what starts at the first one. */
    private void look(int rule, int start, int end, boolean atStart) {
        if (steps[rule] < 0) {
            return;
        }
        SecretRule secretRule = rules.get(rule);
        long budget = steps[rule] + (long) STEPS_PER_CHARACTER * (end - start);
        text.allow(Math.min(budget, stepsLeft));
        try {
            Matcher matcher = secretRule.expression().matcher(text).region(start, end);
            if (atStart) {
                if (matcher.lookingAt()) {
                    consider(rule, secretRule, matcher);
                    to[rule] = matcher.end();
                }
            } else {
                while (matcher.find()) {
                    consider(rule, secretRule, matcher);
                }
            }
            steps[rule] = budget - text.taken();
        } catch (SteppedText.OutOfSteps e) {
            steps[rule] = -1;
        }
        stepsLeft -= text.taken();
    }

    private void consider(int rule, SecretRule secretRule, Matcher matcher) {
        int start = secretRule.expression().valueStart(matcher);
        int end = secretRule.expression().valueEnd(matcher);
        if (!secretRule.accepts(Engine.latin1(Arrays.copyOfRange(bytes, start, end)))) {
            return;
        }
        if (found[rule]++ < maxMatches) {
            matches.add(new Match(rule, start, end));
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
        for (int rule = 0; rule < steps.length; rule++) {
            if (steps[rule] < 0) {
                ids.add(rules.get(rule).id());
            }
        }
        return ids;
    }
}
