package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What a forge lets somebody do in a repository. */
public enum Permission {
    /** Everything, settings included. */
    @JsonProperty("admin")
    ADMIN,

    /** Push to it. */
    @JsonProperty("write")
    WRITE,

    /** Look at it, and no more than comment. */
    @JsonProperty("read")
    READ,

    /** Nothing. */
    @JsonProperty("none")
    NONE,

    /** The forge did not say, or it is a value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN;

    /** Whether it is known that they may push. */
    public boolean mayWrite() {
        return this == ADMIN || this == WRITE;
    }
}
