package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** How a deployment ended. */
public enum DeploymentOutcome {
    /** It is there. */
    @JsonProperty("success")
    SUCCESS,

    /** It is not: the deployment itself failed, or whoever was asked said no. */
    @JsonProperty("failure")
    FAILURE,

    /** It is not known to be there: something around the deployment failed. */
    @JsonProperty("error")
    ERROR,

    /** A value this version does not know yet. */
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
}
