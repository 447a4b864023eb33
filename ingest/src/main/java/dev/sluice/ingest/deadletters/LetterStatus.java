package dev.sluice.ingest.deadletters;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What people did about a dead letter. */
public enum LetterStatus {
    /** Nothing yet, or it failed again. */
    OPEN,

    /** They asked its reader to read it again, and it has not failed since. */
    REPLAYED,

    /** They gave it up. */
    DROPPED;

    /** As it stands in the database and in answers. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<LetterStatus> of(String text) {
        return Arrays.stream(values()).filter(status -> status.text().equals(text)).findFirst();
    }
}
