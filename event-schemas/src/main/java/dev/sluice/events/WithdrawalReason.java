package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why an approval counts no longer. */
public enum WithdrawalReason {
    /** The review was dismissed, by a person or because of newer commits. */
    @JsonProperty("dismissed")
    DISMISSED,

    /** Who gave it now asks for changes. */
    @JsonProperty("changes-requested")
    CHANGES_REQUESTED,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
