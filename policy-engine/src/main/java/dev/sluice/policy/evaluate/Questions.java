package dev.sluice.policy.evaluate;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.policy.language.Answer;
import dev.sluice.policy.language.Condition;
import dev.sluice.policy.language.Sight;
import dev.sluice.policy.language.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks conditions, and spares CEL what can be known without it: most conditions compare fields with
 * constants, and the others are asked once about findings that are alike in all that they look at.
 * The answers are those that CEL would give.
 */
final class Questions {

    /**
     * Each condition is bounded by itself; this bounds all of them together. It is the one place
     * where the result is not a function of the inputs, and it only ever gives an error.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final long started = System.nanoTime();
    private final Instant now;
    private final Vocabulary.Change change;
    private final Map<String, Object> shared;
    private final Map<String, Object> withFindings;

    Questions(
            Inputs inputs,
            ChangeDescribed description,
            Instant now,
            List<Vocabulary.Finding> findings) {
        this.now = now;
        this.change = Variables.change(inputs, description);
        this.shared = Variables.shared(inputs, change, now);
        this.withFindings =
                Variables.with(
                        Variables.with(shared, Condition.FINDINGS, findings),
                        Condition.APPROVALS,
                        Variables.approvals(inputs, description));
    }

    Instant now() {
        return now;
    }

    Vocabulary.Change change() {
        return change;
    }

    /** Asks about the change. */
    Answer ask(Condition condition) {
        return switch (condition.truth(new Sight(null, change))) {
            case YES -> Answer.YES;
            case NO -> Answer.NO;
            case OPEN -> patiently(condition, withFindings);
        };
    }

    /** Begins to ask about one finding after the other. */
    Series about(Condition condition) {
        return new Series(condition);
    }

    private Answer patiently(Condition condition, Map<String, Object> variables) {
        return System.nanoTime() - started > PATIENCE.toNanos()
                ? Answer.failed(
                        "the conditions were stopped after " + PATIENCE.toSeconds() + " seconds")
                : condition.ask(variables);
    }

    /** One condition and many findings. */
    final class Series {

        private final Condition condition;
        private final Map<Object, Answer> known = new HashMap<>();

        private Series(Condition condition) {
            this.condition = condition;
        }

        /** How many times CEL had to be asked. */
        int asked() {
            return known.size();
        }

        Answer ask(Vocabulary.Finding finding) {
            return switch (condition.truth(new Sight(finding, change))) {
                case YES -> Answer.YES;
                case NO -> Answer.NO;
                case OPEN ->
                        known.computeIfAbsent(
                                condition.shape(finding, change),
                                _ ->
                                        patiently(
                                                condition,
                                                Variables.with(
                                                        shared, Condition.FINDING, finding)));
            };
        }
    }
}
