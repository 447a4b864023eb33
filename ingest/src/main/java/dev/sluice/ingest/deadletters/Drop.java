package dev.sluice.ingest.deadletters;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a letter is given up. */
@Schema(description = "Why a dead letter is given up.")
public record Drop(
        @Schema(
                        description = "For the audit log.",
                        required = true,
                        minLength = 1,
                        maxLength = 500,
                        examples = "The repository was deleted.")
                @Nullable String reason) {

    private static final int MAX_CHARACTERS = 500;

    /** The reason as it can be kept; null where none is given. */
    @Nullable String text() {
        if (reason == null || reason.isBlank() || reason.length() > MAX_CHARACTERS) {
            return null;
        }
        return reason.strip()
                .codePoints()
                .map(c ->
                        Character.isISOControl(c)
                                        || Character.getType(c) == Character.FORMAT
                                        || Character.getType(c) == Character.SURROGATE
                                ? '?'
                                : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
