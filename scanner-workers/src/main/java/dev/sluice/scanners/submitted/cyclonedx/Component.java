package dev.sluice.scanners.submitted.cyclonedx;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read of a component; everything may be missing. */
record Component(
        @JsonProperty("bom-ref") @Nullable String reference,
        @Nullable String group,
        @Nullable String name,
        @Nullable String version,
        @Nullable String purl,
        @Nullable Evidence evidence,
        @Nullable List<Component> components) {

    /** Where it was found. */
    record Evidence(@Nullable List<Occurrence> occurrences) {}

    /** One place. */
    record Occurrence(@Nullable String location) {}
}
