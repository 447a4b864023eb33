package dev.sluice.notifier.github;

import static dev.sluice.notifier.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.notifier.Facts;
import dev.sluice.notifier.publishing.Reply;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AnswersTest {

    @Test
    void waitsAsLongAsRetryAfterSays() {
        assertThat(until(429, Map.of("Retry-After", "7"), "{}")).isEqualTo(NOON.plusSeconds(7));
        assertThat(until(403, Map.of("Retry-After", "7"), "{}")).isEqualTo(NOON.plusSeconds(7));
    }

    @Test
    void readsRetryAfterAsADate() {
        assertThat(until(429, Map.of("Retry-After", "Sat, 21 Nov 2026 12:05:00 GMT"), ""))
                .isEqualTo(NOON.plusSeconds(300));
    }

    @Test
    void believesNobodyForLongerThanAnHour() {
        assertThat(until(429, Map.of("Retry-After", "9999999999"), ""))
                .isEqualTo(NOON.plus(Answers.LONGEST_PAUSE));
    }

    @Test
    void doesNotWaitForWhatIsOver() {
        assertThat(until(429, Map.of("Retry-After", "Sat, 21 Nov 2026 11:00:00 GMT"), ""))
                .isEqualTo(NOON);
    }

    @Test
    void leavesThePauseOpenWhereNothingReadableIsSaid() {
        assertThat(until(429, Map.of("Retry-After", "soon"), "")).isNull();
        assertThat(
                        until(
                                403,
                                Map.of(),
                                "{\"message\":\"You have exceeded a secondary rate limit\"}"))
                .isNull();
    }

    @Test
    void waitsForTheResetOnlyWhenNothingIsLeft() {
        String reset = Long.toString(NOON.plusSeconds(60).getEpochSecond());

        assertThat(until(403, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", reset), ""))
                .isEqualTo(NOON.plusSeconds(60));
        assertThat(
                        answer(
                                403,
                                Map.of("x-ratelimit-remaining", "1", "x-ratelimit-reset", reset),
                                ""))
                .isInstanceOf(Reply.Refused.class);
    }

    @Test
    void quotesGitHubInOneShortHarmlessLine() {
        String body =
                "{\"message\":\"Validation Failed\",\"errors\":[{\"message\":\"No commit\\u001b[31m\\n"
                        + "found "
                        + "x".repeat(500)
                        + "\"}]}";

        assertThat(answer(422, Map.of(), body))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .startsWith(
                                                "GitHub does not take this (422): No commit found xxx")
                                        .hasSizeLessThan(220)
                                        .doesNotContain("\n", "\u001b"));
    }

    @Test
    void quotesNothingThatIsNotGitHubs() {
        assertThat(answer(422, Map.of(), "<html>Proxy</html>"))
                .isEqualTo(new Reply.Refused<>("GitHub does not take this (422)"));
        assertThat(answer(418, Map.of(), ""))
                .isEqualTo(new Reply.Refused<>("GitHub refuses (418)"));
    }

    @Test
    void doesNotKnowWhatAnotherSuccessMeans() {
        assertThat(answer(204, Map.of(), "")).isInstanceOf(Reply.Unclear.class);
    }

    private static Instant until(int status, Map<String, String> headers, String body) {
        return ((Reply.Throttled<?>) answer(status, headers, body)).until();
    }

    private static Reply<Object> answer(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> all =
                headers.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
        return Answers.notDone(
                new Answer(status, HttpHeaders.of(all, (_, _) -> true), body),
                Facts.SHOP,
                Permission.STATUSES,
                new TokenAccess(Optional.empty()),
                NOON);
    }
}
