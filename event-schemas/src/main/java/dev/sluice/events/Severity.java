package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How bad a finding is, worst first. */
public enum Severity {
    @JsonProperty("critical")
    CRITICAL,

    @JsonProperty("high")
    HIGH,

    @JsonProperty("medium")
    MEDIUM,

    @JsonProperty("low")
    LOW,

    @JsonProperty("info")
    INFO,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
