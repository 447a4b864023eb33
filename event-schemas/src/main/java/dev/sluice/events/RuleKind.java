package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What a node of the rule tree does. */
public enum RuleKind {
    /** Holds when all of its rules hold. */
    @JsonProperty("all")
    ALL,

    /** Fails when it matches. */
    @JsonProperty("deny")
    DENY,

    /** Warns when it matches. */
    @JsonProperty("warn")
    WARN,

    /** Holds when the scans it names have ended with a result. */
    @JsonProperty("require")
    REQUIRE,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
