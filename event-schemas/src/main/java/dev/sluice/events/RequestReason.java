package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How somebody asked for a scan. */
public enum RequestReason {
    /** By the button of one check. */
    @JsonProperty("rerun-check")
    RERUN_CHECK,

    /** By the button for all checks of a commit. */
    @JsonProperty("rerun-suite")
    RERUN_SUITE,

    /** By a command in a comment. */
    @JsonProperty("command")
    COMMAND,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
