package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What a change does to a file. */
public enum FileStatus {
    @JsonProperty("added")
    ADDED,

    @JsonProperty("modified")
    MODIFIED,

    @JsonProperty("deleted")
    DELETED,

    @JsonProperty("renamed")
    RENAMED,

    @JsonProperty("copied")
    COPIED,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
