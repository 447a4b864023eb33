package dev.sluice.policy.cases;

import dev.sluice.policy.evaluate.Evaluation;
import dev.sluice.policy.evaluate.Evaluator;
import dev.sluice.policy.evaluate.Inputs;
import dev.sluice.policy.language.PolicyInForce;
import dev.sluice.policy.yaml.Place;
import java.time.Instant;

/** Facts, and what is expected of a policy that sees them at this time. */
public record Case(String name, Place place, Inputs inputs, Instant now, Expectation expectation) {

    /** Asks the policy. */
    public Outcome run(PolicyInForce policy) {
        Evaluation evaluation = Evaluator.evaluate(policy, inputs, now);
        return new Outcome(this, evaluation, expectation.differences(evaluation));
    }
}
