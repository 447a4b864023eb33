package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a scanner did not run. */
public enum SkipReason {
    /** The tree holds nothing for it. */
    @JsonProperty("not-applicable")
    NOT_APPLICABLE,

    /** It would run code of an untrusted author. */
    @JsonProperty("untrusted")
    UNTRUSTED,

    /** It is not set up. */
    @JsonProperty("unavailable")
    UNAVAILABLE,

    /** A newer head has replaced this one. */
    @JsonProperty("superseded")
    SUPERSEDED,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
