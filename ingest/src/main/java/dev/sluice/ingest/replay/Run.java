package dev.sluice.ingest.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A replay of history.
 *
 * @param status running, done, failed or interrupted
 * @param detail why it failed; absent otherwise
 */
@Schema(description = "A replay of deliveries.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Run(
        UUID id,
        Instant since,
        @Nullable String repository,
        boolean dryRun,
        String requestedBy,
        @Schema(enumeration = {"running", "done", "failed", "interrupted"}) String status,
        Instant startedAt,
        Instant updatedAt,
        Counts counts,
        @Nullable String detail) {

    boolean isRunning() {
        return status.equals("running");
    }

    Request request() {
        return new Request(since, repository, dryRun);
    }
}
