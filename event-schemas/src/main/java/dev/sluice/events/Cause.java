package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What brought a new finding. */
public enum Cause {
    /** The change itself. */
    @JsonProperty("code")
    CODE,

    /** A new or changed advisory. */
    @JsonProperty("advisory")
    ADVISORY,

    /** A new version or rule of the scanner. */
    @JsonProperty("tool")
    TOOL,

    /** Another policy. */
    @JsonProperty("policy")
    POLICY,

    /** A waiver that ran out. */
    @JsonProperty("expired")
    EXPIRED,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
