package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What an advisory snapshot holds. */
public enum AdvisoryKind {
    /** A small selection for demonstrations; finding nothing in it means nothing. */
    @JsonProperty("sample")
    SAMPLE,

    /** A complete feed. */
    @JsonProperty("full")
    FULL,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
