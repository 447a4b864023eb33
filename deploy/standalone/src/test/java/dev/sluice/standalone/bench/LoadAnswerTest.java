package dev.sluice.standalone.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class LoadAnswerTest {

    private static final String ANSWER =
            "HTTP/1.1 202 Accepted\r\ncontent-type: text/plain\r\nContent-Length: 3\r\n\r\nyes";

    @Test
    void isOnlyThereWhenAllOfItHasCome() {
        for (int come = 0; come < ANSWER.length(); come++) {
            assertThat(LoadAnswer.in(received(ANSWER.substring(0, come)))).isNull();
        }
        assertThat(LoadAnswer.in(received(ANSWER))).isEqualTo(new LoadAnswer(202, false));
    }

    @Test
    void tellsThatTheOtherSideGoesAway() {
        String last = "HTTP/1.1 429 Too Many\r\nConnection: close\r\ncontent-length: 0\r\n\r\n";

        assertThat(LoadAnswer.in(received(last))).isEqualTo(new LoadAnswer(429, true));
    }

    @Test
    void takesNothingForAnAnswerThatDoesNotSayHowLongItIs() {
        assertThatThrownBy(() -> LoadAnswer.in(received("HTTP/1.1 202 Accepted\r\n\r\n")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> LoadAnswer.in(received(ANSWER + "HTTP/1.1")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () -> LoadAnswer.in(received("HTTP/1.1 two\r\nContent-Length: 0\r\n\r\n")))
                .isInstanceOf(IllegalStateException.class);
    }

    private static ByteBuffer received(String text) {
        return ByteBuffer.allocate(1024).put(text.getBytes(US_ASCII));
    }
}
