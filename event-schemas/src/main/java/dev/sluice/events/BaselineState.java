package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How a finding compares with the baseline, in the terms of SARIF 2.1.0. */
public enum BaselineState {
    /** Only in the head: the change brings it. */
    @JsonProperty("new")
    NEW,

    /** In both. */
    @JsonProperty("unchanged")
    UNCHANGED,

    /** In both, with other details. */
    @JsonProperty("updated")
    UPDATED,

    /** Only in the baseline: the change removes it. */
    @JsonProperty("absent")
    ABSENT,

    /** There is nothing to compare with: whether the change brings it, nobody knows. */
    @JsonProperty("not-compared")
    NOT_COMPARED,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
