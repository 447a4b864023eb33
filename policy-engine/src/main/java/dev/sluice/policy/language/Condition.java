package dev.sluice.policy.language;

import dev.cel.runtime.CelEvaluationException;
import dev.sluice.policy.yaml.ScalarText;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A compiled CEL expression of type bool that knows its place in the policy's file. */
public final class Condition {

    public static final String FINDING = "finding";
    public static final String FINDINGS = "findings";
    public static final String CHANGE = "change";
    public static final String SCANS = "scans";
    public static final String APPROVALS = "approvals";
    public static final String NOW = "now";

    /** How CEL begins its messages: the offset is in code points of the expression. */
    private static final Pattern PREFIX =
            Pattern.compile("evaluation error(?: at <input>:(\\d+))?: (.*)", Pattern.DOTALL);

    private final Meaning meaning;
    private final ScalarText text;

    Condition(Meaning meaning, ScalarText text) {
        this.meaning = meaning;
        this.text = text;
    }

    /** What the expression means, as far as it is understood. */
    public Formula formula() {
        return meaning.formula();
    }

    /** What can be told without CEL, which would say the same where it is certain. */
    public Truth truth(Sight sight) {
        return meaning.plan().under(sight);
    }

    /** Whether the expression looks at this variable. */
    public boolean mentions(String variable) {
        return meaning.mentions().variables().contains(variable);
    }

    /**
     * What of a finding makes a difference to the expression: findings that are alike in this get
     * the same answer.
     */
    public Object shape(Vocabulary.Finding finding, Vocabulary.Change change) {
        if (meaning.mentions().wholeFinding()) {
            return finding;
        }
        var sight = new Sight(finding, change);
        return meaning.mentions().finding().stream().map(field -> field.of(sight)).toList();
    }

    /** Evaluates the expression; runaway ones are stopped and count as failed. */
    public Answer ask(Map<String, ?> variables) {
        try {
            return Boolean.TRUE.equals(meaning.program().eval(variables)) ? Answer.YES : Answer.NO;
        } catch (CelEvaluationException e) {
            return Answer.failed(located(String.valueOf(e.getMessage())));
        }
    }

    private String located(String message) {
        Matcher matcher = PREFIX.matcher(message);
        if (!matcher.matches()) {
            return text.problem(0, message).toString();
        }
        int offset = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
        return text.problem(offset, matcher.group(2)).toString();
    }
}
