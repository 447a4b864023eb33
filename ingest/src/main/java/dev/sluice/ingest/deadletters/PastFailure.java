package dev.sluice.ingest.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One time that a record could not be handled. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PastFailure(Instant at, String errorClass, String reason, @Nullable String cause) {}
