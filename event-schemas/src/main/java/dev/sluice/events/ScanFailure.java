package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a scan ended without a result. */
public enum ScanFailure {
    /** The repository could not be fetched. */
    @JsonProperty("unreachable")
    UNREACHABLE,

    /** The forge did not show the commit within the time allowed. */
    @JsonProperty("commit-not-visible")
    COMMIT_NOT_VISIBLE,

    /** It ran longer than it may. */
    @JsonProperty("timeout")
    TIMEOUT,

    /** A limit on size or count was reached before there was a result. */
    @JsonProperty("limit")
    LIMIT,

    /** The repository or an input of the scanner is broken. */
    @JsonProperty("malformed")
    MALFORMED,

    /** The scanner itself failed. */
    @JsonProperty("internal")
    INTERNAL,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
