package dev.sluice.standalone.forge.api;

import java.util.Locale;
import java.util.Optional;

/** How much a permission allows; each includes those before it. */
public enum Level {
    READ,
    WRITE,
    ADMIN;

    public static Optional<Level> named(String word) {
        for (Level level : values()) {
            if (level.word().equals(word)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
