package dev.sluice.policy.language;

import dev.cel.runtime.CelRuntime;

/**
 * An expression, compiled: it means the same wherever it stands.
 *
 * @param formula as it was written
 * @param plan the same, with what is quick to answer first
 */
record Meaning(CelRuntime.Program program, Mentions mentions, Formula formula, Formula plan) {

    Meaning(CelRuntime.Program program, Mentions mentions, Formula formula) {
        this(program, mentions, formula, Effort.quickestFirst(formula));
    }
}
