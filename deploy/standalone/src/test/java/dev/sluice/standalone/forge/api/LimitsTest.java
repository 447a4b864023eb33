package dev.sluice.standalone.forge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.standalone.forge.DoubleTest;
import dev.sluice.standalone.forge.ForgeClient.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LimitsTest extends DoubleTest {

    private static final String COMMENTS = REPO + "/issues/1/comments";

    @Test
    void takes80WritesAMinuteAndNotOneMore() {
        forge.limits().enforce(ForgeLimits.gitHub());
        write(80);

        Answer refused = comment();

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message()).contains("secondary rate limit", "content creation");
        assertThat(refused.header("retry-after")).isEqualTo("60");
        assertThat(forge.limits().violations()).isEqualTo(Map.of(Violation.CONTENT_PER_MINUTE, 1));
        clock.advance(Duration.ofSeconds(59));
        assertThat(comment().header("retry-after")).isEqualTo("1");
        clock.advance(Duration.ofSeconds(1));
        assertThat(comment().status()).isEqualTo(201);
    }

    @Test
    void takes500WritesAnHourAndNotOneMore() {
        forge.limits().enforce(ForgeLimits.gitHub());
        for (int minute = 0; minute < 7; minute++) {
            write(minute < 6 ? 80 : 20);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(comment().status()).isEqualTo(403);
        assertThat(forge.limits().violations()).containsOnlyKeys(Violation.CONTENT_PER_HOUR);
        assertThat(forge.limits().contentWrites()).isEqualTo(500);
        clock.advance(Duration.ofMinutes(53));
        token = token("{}");
        assertThat(comment().status()).isEqualTo(201);
    }

    @Test
    void takes900PointsAMinuteAndNotOneMore() {
        forge.limits().enforce(ForgeLimits.gitHub());
        write(80);
        for (int i = 0; i < 500; i++) {
            assertThat(client.get(token, COMMENTS).status()).isEqualTo(200);
        }

        assertThat(client.get(token, COMMENTS).status()).isEqualTo(403);
        assertThat(forge.limits().violations()).containsOnlyKeys(Violation.POINTS);
    }

    @Test
    void takesOnlySoManyRequestsAtOnce() {
        forge.limits().enforce(new ForgeLimits(2, 900, 2000, 80, 500, 5000));
        forge.faults().stallWritesAfterEffect();
        var first = CompletableFuture.supplyAsync(this::comment);
        var second = CompletableFuture.supplyAsync(this::comment);
        await().atMost(Duration.ofMinutes(2)).until(() -> forge.faults().stalledWrites() == 2);

        assertThat(comment().status()).isEqualTo(403);
        assertThat(forge.limits().violations()).containsOnlyKeys(Violation.CONCURRENCY);
        forge.faults().releaseWrites();
        assertThat(first.join().status()).isEqualTo(201);
        assertThat(second.join().status()).isEqualTo(201);
        assertThat(forge.limits().mostAtOnce()).isEqualTo(2);
        assertThat(comment().status()).isEqualTo(201);
    }

    @Test
    void hasAPrimaryLimitThatEndsWithTheHour() {
        forge.limits().enforce(new ForgeLimits(100, 900, 2000, 80, 500, 3));
        for (int i = 0; i < 3; i++) {
            client.get(token, COMMENTS);
        }

        Answer refused = client.get(token, COMMENTS);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message()).startsWith("API rate limit exceeded for installation ID");
        assertThat(refused.header("x-ratelimit-remaining")).isEqualTo("0");
        assertThat(refused.header("x-ratelimit-reset"))
                .isEqualTo("" + clock.instant().plus(Duration.ofHours(1)).getEpochSecond());
        clock.advance(Duration.ofHours(1));
        assertThat(client.get(token("{}"), COMMENTS).status()).isEqualTo(200);
    }

    @Test
    void whatHasNotChangedCostsNothing() {
        Answer first = client.get(token, COMMENTS);
        Answer again = client.get(token, COMMENTS, "If-None-Match", first.header("etag"));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(again.header("x-ratelimit-remaining"))
                .isEqualTo(first.header("x-ratelimit-remaining"));
        comment();
        assertThat(client.get(token, COMMENTS, "If-None-Match", first.header("etag")).status())
                .isEqualTo(200);
    }

    @Test
    void eachInstallationHasItsOwnBudget() {
        forge.limits().enforce(ForgeLimits.gitHub());
        write(80);

        assertThat(
                        client.post(
                                        "personal",
                                        REPO + "/statuses/" + head,
                                        "{\"state\":\"success\"}")
                                .status())
                .isEqualTo(201);
    }

    private void write(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(comment().status()).isEqualTo(201);
        }
    }

    private Answer comment() {
        return client.post(token, COMMENTS, "{\"body\":\"a\"}");
    }
}
