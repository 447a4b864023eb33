package dev.sluice.ingest.github;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What our own checks carry: {@code revision/sequence}, the decision that they show.
 *
 * @param sequence 0 while nothing is decided
 */
record ExternalId(UUID revision, long sequence) {

    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/([0-9]{1,15})");

    /** Empty for what somebody else's checks carry. */
    static Optional<ExternalId> of(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .map(found ->
                        new ExternalId(
                                UUID.fromString(found.group(1)), Long.parseLong(found.group(2))));
    }
}
