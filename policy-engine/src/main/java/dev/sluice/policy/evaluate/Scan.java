package dev.sluice.policy.evaluate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.sluice.events.Finding;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.SkipReason;
import java.util.List;

/** How far one scanner has come with a revision. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Scan.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = Scan.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Scan.Skipped.class, name = "skipped"),
    @JsonSubTypes.Type(value = Scan.Running.class, name = "running")
})
public sealed interface Scan {

    String scanner();

    /** It ended with a result, all parts of which are here. */
    record Completed(String scanner, ScanCompleted end, List<Finding> findings) implements Scan {
        public Completed {
            findings = List.copyOf(findings);
        }
    }

    /** It ended without a result. */
    record Failed(String scanner, ScanFailed end) implements Scan {}

    /** It did not run. */
    record Skipped(String scanner, ScanSkipped end) implements Scan {}

    /** It has not ended, or parts of its result are missing. */
    record Running(String scanner, String detail) implements Scan {}

    /** Whether nothing more is to be expected; a newer revision follows a superseded one. */
    default boolean ended() {
        return switch (this) {
            case Completed _, Failed _ -> true;
            case Skipped skipped -> skipped.end().reason() != SkipReason.SUPERSEDED;
            case Running _ -> false;
        };
    }
}
