package dev.sluice.ingest.connections;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.connections.Connections.Expectations;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad inputs 15 and 18, in the time of the channel and not of the clock. */
class ConnectionGuardTest {

    private static final String HEAD = "POST / HTTP/1.1\r\nHost: x\r\n";

    private final HttpServerOptions options = new HttpServerOptions();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(
                    new ConnectionGuard(new Expectations(Duration.ofSeconds(5), options)),
                    new VertxHttpRequestDecoder(options));

    @BeforeEach
    void stopTheTime() {
        channel.freezeTime();
    }

    @Test
    void badInput15_aHeadThatTricklesIsCut() {
        send(HEAD);
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofSeconds(1));
            send("x");
        }
        assertThat(channel.isOpen()).isTrue();

        pass(Duration.ofSeconds(1));

        assertThat(channel.isOpen()).isFalse();
        ByteBuf answer = channel.readOutbound();
        assertThat(answer.toString(US_ASCII)).startsWith("HTTP/1.1 408 Request Timeout\r\n");
    }

    @Test
    void aBodyTakesTheTimeThatOthersGiveIt() {
        send(HEAD + "Content-Length: 2\r\n\r\n{");
        pass(Duration.ofMinutes(1));

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aConnectionMayRestBetweenRequests() {
        send(HEAD + "Content-Length: 0\r\n\r\n");
        pass(Duration.ofMinutes(1));
        send(HEAD + "Content-Length: 0\r\n\r\n");

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void theSecondHeadOfAConnectionHasNoMoreTimeThanTheFirst() {
        send(HEAD + "Content-Length: 0\r\n\r\n");
        send("P");
        pass(Duration.ofSeconds(5));

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void badInput18_aRequestWithALengthAndChunksIsNoRequest() {
        send(HEAD + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / ");

        HttpRequest request = channel.readInbound();
        assertThat(request.decoderResult().isFailure()).isTrue();
        HttpRequest smuggled = channel.readInbound();
        assertThat(smuggled).isNull();
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }
}
