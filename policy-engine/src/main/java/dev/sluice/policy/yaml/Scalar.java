package dev.sluice.policy.yaml;

import dev.sluice.events.wire.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One value that a person wrote, with the key it stands under; what does not fit is reported. */
public final class Scalar {

    private final String key;
    private final String text;
    private final Consumer<String> problems;

    Scalar(String key, String text, Consumer<String> problems) {
        this.key = key;
        this.text = text;
        this.problems = problems;
    }

    public String text() {
        return text;
    }

    public Optional<Boolean> flag() {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> problem("true or false");
        };
    }

    public Optional<Integer> whole(int min, int max) {
        String expected = "a whole number from " + min + " to " + max;
        try {
            int number = Integer.parseInt(text);
            return number < min || number > max ? problem(expected) : Optional.of(number);
        } catch (NumberFormatException e) {
            return problem(expected);
        }
    }

    public Optional<Double> decimal(double min, double max) {
        String expected = "a number from " + min + " to " + max;
        try {
            double number = Double.parseDouble(text);
            return number >= min && number <= max ? Optional.of(number) : problem(expected);
        } catch (NumberFormatException e) {
            return problem(expected);
        }
    }

    public Optional<Instant> instant() {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return problem("a time such as 2026-11-21T10:30:00Z");
        }
    }

    /** One of an enumeration's words on the wire; {@code unknown} is none. */
    public <E extends Enum<E>> Optional<E> among(Class<E> words) {
        return among(
                Arrays.stream(words.getEnumConstants())
                        .filter(value -> !word(value).equals("unknown"))
                        .toList());
    }

    /** One of these words, as they are on the wire. */
    public <E extends Enum<E>> Optional<E> among(List<E> words) {
        Optional<E> found = words.stream().filter(value -> word(value).equals(text)).findFirst();
        return found.isPresent()
                ? found
                : problem(
                        words.stream()
                                .map(Scalar::word)
                                .collect(Collectors.joining(", ", "one of ", "")));
    }

    private static String word(Enum<?> value) {
        return Json.mapper().convertValue(value, String.class);
    }

    private <T> Optional<T> problem(String expected) {
        problems.accept(key + " is " + expected + ", not " + text);
        return Optional.empty();
    }
}
