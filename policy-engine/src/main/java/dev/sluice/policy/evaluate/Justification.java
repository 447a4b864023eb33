package dev.sluice.policy.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a finding does no harm, in the words of VEX. */
public enum Justification {
    @JsonProperty("component_not_present")
    COMPONENT_NOT_PRESENT,

    @JsonProperty("vulnerable_code_not_present")
    VULNERABLE_CODE_NOT_PRESENT,

    @JsonProperty("vulnerable_code_not_in_execute_path")
    VULNERABLE_CODE_NOT_IN_EXECUTE_PATH,

    @JsonProperty("vulnerable_code_cannot_be_controlled_by_adversary")
    VULNERABLE_CODE_CANNOT_BE_CONTROLLED_BY_ADVERSARY,

    @JsonProperty("inline_mitigations_already_exist")
    INLINE_MITIGATIONS_ALREADY_EXIST
}
