package dev.sluice.events;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks that records make of their own components; the message names the field. */
final class Require {

    private Require() {}

    static void text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing or empty");
        }
    }

    /** Unlike a text, a path may consist of blanks. */
    static void path(String field, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(field + " is missing or empty");
        }
    }

    static <T> void present(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    /** The list as an unmodifiable one. */
    static <T> List<T> list(String field, @Nullable List<T> value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        if (value.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(field + " holds null");
        }
        return List.copyOf(value);
    }

    static void sha(String field, @Nullable String value) {
        if (value == null || !(value.length() == 40 || value.length() == 64) || !isHex(value)) {
            throw new IllegalArgumentException(
                    field + " is not a commit id of 40 or 64 hexadecimal digits");
        }
    }

    static void notNegative(String field, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(field + " is negative: " + value);
        }
    }

    static void sequence(long value) {
        if (value < 1) {
            throw new IllegalArgumentException("sequence starts at 1, not " + value);
        }
    }

    private static boolean isHex(String value) {
        return value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
