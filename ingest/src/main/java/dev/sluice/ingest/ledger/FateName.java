package dev.sluice.ingest.ledger;

import dev.sluice.ingest.translation.Fate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fates as the table and the interface call them. */
enum FateName {
    TRANSLATED,
    DUPLICATE,
    IGNORED,
    FAILED,
    DEAD_LETTERED;

    static FateName of(Fate fate) {
        return switch (fate) {
            case Fate.Translated _ -> TRANSLATED;
            case Fate.Duplicate _ -> DUPLICATE;
            case Fate.Ignored _ -> IGNORED;
            case Fate.Failed _ -> FAILED;
            case Fate.DeadLettered _ -> DEAD_LETTERED;
        };
    }

    /** Why; absent where the fate says it all. */
    static @Nullable String reason(Fate fate) {
        return switch (fate) {
            case Fate.Translated _, Fate.Duplicate _ -> null;
            case Fate.Ignored(var reason) -> reason.tag();
            case Fate.Failed(var reason) -> reason;
            case Fate.DeadLettered(var reason) -> reason;
        };
    }

    /** Such as {@code dead-lettered}. */
    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<FateName> ofTag(String tag) {
        return Arrays.stream(values()).filter(fate -> fate.tag().equals(tag)).findFirst();
    }
}
