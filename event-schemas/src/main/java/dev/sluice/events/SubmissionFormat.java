package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** The formats in which results of other tools are taken. */
public enum SubmissionFormat {
    /** SARIF 2.1.0. */
    @JsonProperty("sarif")
    SARIF,

    /** CycloneDX in JSON. */
    @JsonProperty("cyclonedx")
    CYCLONEDX,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
