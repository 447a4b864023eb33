package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a rule. */
public enum RuleOutcome {
    /** It holds. */
    @JsonProperty("passed")
    PASSED,

    /** It matched and only warns. */
    @JsonProperty("warned")
    WARNED,

    /** It forbids the change. */
    @JsonProperty("failed")
    FAILED,

    /** Its input is missing, and the policy lets that pass. */
    @JsonProperty("open")
    OPEN,

    /** Its input is missing, and the policy does not let that pass. */
    @JsonProperty("missing")
    MISSING,

    /** It could not be evaluated. */
    @JsonProperty("error")
    ERROR,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
