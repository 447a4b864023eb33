package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a proposal is told again. */
public enum ChangeReason {
    /** It is new. */
    @JsonProperty("opened")
    OPENED,

    /** It was closed and is open again. */
    @JsonProperty("reopened")
    REOPENED,

    /** Its head moved. */
    @JsonProperty("updated")
    UPDATED,

    /** It now aims at another branch. */
    @JsonProperty("retargeted")
    RETARGETED,

    /** Its text was edited, nothing that is scanned. */
    @JsonProperty("edited")
    EDITED,

    /** It left the draft state. */
    @JsonProperty("readied")
    READIED,

    /** It went back to draft. */
    @JsonProperty("drafted")
    DRAFTED,

    /** A label was added. */
    @JsonProperty("labelled")
    LABELLED,

    /** A label was removed. */
    @JsonProperty("unlabelled")
    UNLABELLED,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN;

    /**
     * Whether the code to be scanned can have changed; what is not known here counts as a change.
     */
    public boolean asksForScan() {
        return switch (this) {
            case OPENED, REOPENED, UPDATED, RETARGETED, READIED, UNKNOWN -> true;
            case EDITED, DRAFTED, LABELLED, UNLABELLED -> false;
        };
    }
}
