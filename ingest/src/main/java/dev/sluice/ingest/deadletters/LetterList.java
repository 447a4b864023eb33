package dev.sluice.ingest.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of dead letters, the newest first.
 *
 * @param next the cursor of the next page; absent on the last one
 */
@Schema(description = "A page of dead letters, the newest first.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LetterList(
        List<Letter> deadLetters,
        @Schema(description = "The cursor of the next page; absent on the last one.")
                @Nullable String next) {
    public LetterList {
        deadLetters = List.copyOf(deadLetters);
    }
}
