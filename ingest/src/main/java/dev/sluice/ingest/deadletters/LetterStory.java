package dev.sluice.ingest.deadletters;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A dead letter with every time that it failed.
 *
 * @param failures the newest first, one for each part that failed; at most 100
 */
@Schema(description = "A dead letter with every time that it failed.")
public record LetterStory(Letter deadLetter, List<PastFailure> failures) {
    public LetterStory {
        failures = List.copyOf(failures);
    }
}
