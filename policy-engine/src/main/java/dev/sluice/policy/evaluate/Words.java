package dev.sluice.policy.evaluate;

import dev.sluice.events.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How things are put into words. */
final class Words {

    /** Asking the mapper takes longer than judging a finding. */
    private static final Map<Enum<?>, String> KNOWN = new ConcurrentHashMap<>();

    /** Longer sentences are shortened. */
    static final int MAX_SENTENCE = 600;

    private Words() {}

    /** A value of an enumeration as it is on the wire. */
    static String of(Enum<?> value) {
        return KNOWN.computeIfAbsent(value, word -> Json.mapper().convertValue(word, String.class));
    }

    /** {@code 1 finding}, {@code 2 findings}. */
    static String count(int count, String noun) {
        return count == 1 ? "1 " + noun : count + " " + noun + "s";
    }

    /** The first, and how many more there are. */
    static String first(List<String> sentences) {
        return sentences.size() == 1
                ? sentences.getFirst()
                : sentences.getFirst() + ", and " + (sentences.size() - 1) + " more";
    }

    /** At most that many characters, with an ellipsis where something was left out. */
    static String shorten(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end) + "…";
    }
}
