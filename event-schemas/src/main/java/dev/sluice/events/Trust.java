package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Whether the author of a change may run code in our name; anything but {@link #TRUSTED} is treated
 * as untrusted.
 */
public enum Trust {
    /** The head is in the same repository, or the forge says its author may write. */
    @JsonProperty("trusted")
    TRUSTED,

    /** The head comes from somewhere else. */
    @JsonProperty("untrusted")
    UNTRUSTED,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
