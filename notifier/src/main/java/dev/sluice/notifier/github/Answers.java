package dev.sluice.notifier.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.Repository;
import dev.sluice.events.wire.Json;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.text.PlainText;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads GitHub's answers that are not what was asked for. Nothing here looks at a network. */
final class Answers {

    /** Nobody's word is taken for a longer pause; GitHub's own windows are an hour. */
    static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private static final int MAX_MESSAGE = 160;

    /** How GitHub begins where it does not know a commit, or not yet. */
    private static final String UNKNOWN_COMMIT = "No commit found for SHA";

    private Answers() {}

    /** Why it is not done. */
    static <T> Reply<T> notDone(
            Answer answer, Repository asked, Permission needs, Access access, Instant now) {
        Optional<Reply<T>> throttled = throttled(answer, now);
        if (throttled.isPresent()) {
            return throttled.get();
        }
        int status = answer.status();
        String message = message(answer);
        String repository = asked.fullName();
        String permission = "the permission \"" + needs.label() + "\"";
        return switch (status) {
            case 401 ->
                    new Reply.Refused<>(
                            "GitHub does not accept "
                                    + access.name()
                                    + " (401): "
                                    + access.remedy());
            case 403 ->
                    new Reply.Refused<>(
                            access.name()
                                    + " may not write to "
                                    + repository
                                    + " (403): it needs "
                                    + permission);
            case 404 ->
                    new Reply.Refused<>(
                            repository
                                    + " is not visible to "
                                    + access.name()
                                    + " (404): it needs access to the repository and "
                                    + permission);
            case 422 ->
                    message.startsWith(UNKNOWN_COMMIT)
                            ? new Reply.NotYet<>(
                                    "GitHub has no such commit in "
                                            + repository
                                            + " (422); it may be late, or the commit was never"
                                            + " pushed there")
                            : new Reply.Refused<>(said("GitHub does not take this (422)", message));
            case 408 -> new Reply.Unclear<>("GitHub gave up waiting (408)");
            default -> {
                if (status >= 500) {
                    yield new Reply.Unclear<>("GitHub has trouble (" + status + ")");
                }
                if (status >= 400) {
                    yield new Reply.Refused<>(said("GitHub refuses (" + status + ")", message));
                }
                if (status >= 300) {
                    yield new Reply.Refused<>(
                            "GitHub points to another address ("
                                    + status
                                    + "), which is not followed, and does not say that "
                                    + repository
                                    + " was renamed");
                }
                yield new Reply.Unclear<>("what answers is not GitHub's API (" + status + ")");
            }
        };
    }

    /** That GitHub wants to be left alone; empty when it says something else. */
    static <T> Optional<Reply<T>> throttled(Answer answer, Instant now) {
        HttpHeaders headers = answer.headers();
        return isThrottled(answer.status(), headers, message(answer))
                ? Optional.of(
                        new Reply.Throttled<>(
                                "GitHub limits how often it is asked (" + answer.status() + ")",
                                until(headers, now)))
                : Optional.empty();
    }

    private static boolean isThrottled(int status, HttpHeaders headers, String message) {
        boolean limited =
                headers.firstValue("retry-after").isPresent()
                        || spent(headers)
                        || message.toLowerCase(Locale.ROOT).contains("rate limit");
        return status == 429 || (status == 403 && limited);
    }

    private static boolean spent(HttpHeaders headers) {
        return headers.firstValue("x-ratelimit-remaining").map("0"::equals).orElse(false);
    }

    /** The later of what the two headers say, but no later than an hour from now. */
    private static @Nullable Instant until(HttpHeaders headers, Instant now) {
        Optional<Instant> retryAfter =
                headers.firstValue("retry-after").flatMap(value -> retryAfter(value, now));
        Optional<Instant> reset =
                spent(headers)
                        ? headers.firstValue("x-ratelimit-reset").flatMap(Answers::epochSecond)
                        : Optional.empty();
        Instant latest = now.plus(LONGEST_PAUSE);
        return retryAfter
                .or(() -> reset)
                .map(until -> until.isAfter(latest) ? latest : until)
                .map(until -> until.isBefore(now) ? now : until)
                .orElse(null);
    }

    private static Optional<Instant> retryAfter(String value, Instant now) {
        return seconds(value).map(now::plusSeconds).or(() -> httpDate(value));
    }

    private static Optional<Instant> epochSecond(String value) {
        return seconds(value).map(Instant::ofEpochSecond);
    }

    private static Optional<Long> seconds(String value) {
        return value.matches("\\d{1,10}") ? Optional.of(Long.valueOf(value)) : Optional.empty();
    }

    private static Optional<Instant> httpDate(String value) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static String said(String what, String message) {
        return message.isEmpty() ? what : what + ": " + message;
    }

    /** GitHub's own explanation, one short line; empty when the body is not GitHub's. */
    static String message(Answer answer) {
        try {
            JsonNode node = Json.mapper().readTree(answer.body());
            if (node == null) {
                return "";
            }
            String first = node.path("errors").path(0).path("message").asText("");
            String text = first.isEmpty() ? node.path("message").asText("") : first;
            return PlainText.cut(PlainText.line(text), MAX_MESSAGE);
        } catch (JsonProcessingException _) {
            return "";
        }
    }
}
