package dev.sluice.ingest.deadletters;

import org.jspecify.annotations.Nullable;

/** Which letters somebody wants to see; what is absent does not matter. */
record Filter(@Nullable LetterStatus status, @Nullable String service, @Nullable String topic) {

    static final Filter NONE = new Filter(null, null, null);
}
