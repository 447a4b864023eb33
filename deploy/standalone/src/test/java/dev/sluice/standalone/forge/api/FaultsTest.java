package dev.sluice.standalone.forge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.standalone.forge.DoubleTest;
import dev.sluice.standalone.forge.ForgeClient.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultsTest extends DoubleTest {

    private static final String COMMENTS = REPO + "/issues/1/comments";

    @Test
    void answers429And403WithTheWait() {
        forge.faults().answerTooManyRequests(1, Duration.ofSeconds(7));
        forge.faults().limitRate(1, Duration.ofSeconds(9));

        assertThat(comment())
                .returns(429, Answer::status)
                .returns("7", a -> a.header("retry-after"));
        assertThat(comment())
                .returns(403, Answer::status)
                .returns("9", a -> a.header("retry-after"));
        assertThat(comment().status()).isEqualTo(201);
    }

    @Test
    void isOutUntilItIsBack() {
        forge.faults().outage(true);
        assertThat(comment().status()).isEqualTo(502);
        assertThat(client.get(token, COMMENTS).status()).isEqualTo(502);

        forge.faults().outage(false);

        assertThat(client.get(token, COMMENTS).json()).isEmpty();
    }

    @Test
    void answersWithAPageForPeopleAndDoesNothing() {
        forge.faults().answerHtml(1);

        assertThat(comment())
                .returns(200, Answer::status)
                .matches(a -> a.text().contains("<html>"));
        assertThat(forge.issueComments().of(repository, 1)).isEmpty();
    }

    @Test
    void breaksTheConnectionAfterTheEffect() {
        forge.faults().resetAfterEffect(1);

        assertThatThrownBy(this::comment).isInstanceOf(UncheckedIOException.class);
        assertThat(forge.issueComments().of(repository, 1)).hasSize(1);
    }

    @Test
    void isLate() {
        forge.faults().delayAnswers(Duration.ofMillis(300));
        long start = System.nanoTime();

        comment();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    private Answer comment() {
        return client.post(token, COMMENTS, "{\"body\":\"a\"}");
    }
}
