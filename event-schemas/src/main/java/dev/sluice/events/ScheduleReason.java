package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a scan was scheduled. */
public enum ScheduleReason {
    /** Sluice met the repository for the first time. */
    @JsonProperty("first-contact")
    FIRST_CONTACT,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
