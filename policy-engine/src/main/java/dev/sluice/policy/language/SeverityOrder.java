package dev.sluice.policy.language;

import dev.sluice.events.Severity;
import java.util.Arrays;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

/** How severities compare: 5 for critical down to 1 for info, 0 for unknown. */
public final class SeverityOrder {

    private SeverityOrder() {}

    public static long rank(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 5;
            case HIGH -> 4;
            case MEDIUM -> 3;
            case LOW -> 2;
            case INFO -> 1;
            case UNKNOWN -> 0;
        };
    }

    /** Whether the severity is this bad or worse; what is unknown is not. */
    static boolean atLeast(String severity, String least) {
        return words(rank -> rank >= rank(least)).contains(severity);
    }

    /** The severities that are this bad or worse. */
    static Set<String> atLeast(String least) {
        return words(rank -> rank >= rank(least));
    }

    private static long rank(String word) {
        return Arrays.stream(Severity.values())
                .filter(severity -> Words.word(severity).equals(word))
                .mapToLong(SeverityOrder::rank)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** The words of the severities whose rank passes. */
    static Set<String> words(LongPredicate passes) {
        return Arrays.stream(Severity.values())
                .filter(severity -> passes.test(rank(severity)))
                .map(Words::word)
                .collect(Collectors.toUnmodifiableSet());
    }
}
