package dev.sluice.ingest.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter, as people see it. What the record says of itself is unchecked.
 *
 * @param reader the consumer group that could not handle it
 * @param offset of its first part
 * @param offsets of all parts that are known
 * @param errorClass of the latest failure
 * @param statusBy who did something about it
 */
@Schema(description = "A record that a service could not handle, without what is in it")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Letter(
        UUID id,
        @Schema(examples = "policy-engine") String service,
        @Schema(examples = "sluice.policy-engine") String reader,
        @Schema(examples = "sluice.scans") String topic,
        int partition,
        long offset,
        List<Long> offsets,
        @Nullable String key,
        @Nullable String type,
        @Nullable String correlationId,
        @Nullable String organisation,
        @Nullable String repository,
        @Nullable String delivery,
        int parts,
        long valueBytes,
        @Nullable String leftOut,
        String errorClass,
        String reason,
        @Nullable String cause,
        int attempts,
        Instant firstFailure,
        Instant lastFailure,
        String status,
        Instant statusSince,
        @Nullable String statusBy,
        @Nullable String statusReason,
        int replays) {

    private static final String GROUPS = "sluice.";

    public Letter {
        offsets = List.copyOf(offsets);
    }

    /** The service whose group it is. */
    static String service(String reader) {
        return reader.startsWith(GROUPS) ? reader.substring(GROUPS.length()) : reader;
    }

    LetterStatus state() {
        return LetterStatus.of(status)
                .orElseThrow(() -> new IllegalStateException("there is no status " + status));
    }
}
