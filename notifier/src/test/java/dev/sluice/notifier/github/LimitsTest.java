package dev.sluice.notifier.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    private final List<String> told = new ArrayList<>();
    private final Limits limits =
            (who, limit, left, reset) ->
                    told.add(who + " " + left + "/" + limit + " until " + reset.getEpochSecond());

    @Test
    void tellsWhatIsLeftOfTheHour() {
        read(Map.of());

        assertThat(told).containsExactly("acme 4990/5000 until 1700000000");
    }

    @Test
    void looksOnlyAtTheLimitOnRequestsOfAnyKind() {
        read(Map.of("x-ratelimit-resource", "graphql"));

        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "many", "99999999999", "4.5"})
    void saysNothingWhereANumberIsNone(String left) {
        read(Map.of("x-ratelimit-remaining", left));

        assertThat(told).isEmpty();
    }

    private void read(Map<String, String> other) {
        var headers =
                new HashMap<>(
                        Map.of(
                                "x-ratelimit-limit", "5000",
                                "x-ratelimit-remaining", "4990",
                                "x-ratelimit-reset", "1700000000"));
        headers.putAll(other);
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        limits.read("acme", HttpHeaders.of(lists, (_, _) -> true));
    }
}
