package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The end of a change; all three are final. */
public enum Verdict {
    /** The policy allows it. */
    @JsonProperty("pass")
    PASS,

    /** The policy forbids it. */
    @JsonProperty("fail")
    FAIL,

    /** It could not be told; treated like a failure wherever the difference cannot be shown. */
    @JsonProperty("indeterminate")
    INDETERMINATE,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
