package dev.sluice.ingest.connections;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.ingest.connections.Connections.Expectations;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection whose request does not get to the end of its head in time, however steadily its
 * bytes trickle, and sees to it that no request can be read as two. Stands before the decoder to
 * see bytes, with a second half behind it to see requests; both run on the connection's event loop.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {

    private static final byte[] ANSWER =
            "HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
                    .getBytes(US_ASCII);

    private final Expectations expected;
    private boolean watching;
    private boolean inRequest;
    private @Nullable Future<?> timer;

    ConnectionGuard(Expectations expected) {
        this.expected = expected;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (!watching) {
            watch(context);
        }
        if (watching && !inRequest && timer == null) {
            timer =
                    context.executor()
                            .schedule(
                                    () -> end(context),
                                    expected.headTimeout().toNanos(),
                                    TimeUnit.NANOSECONDS);
        }
        context.fireChannelRead(bytes);
    }

    private void watch(ChannelHandlerContext context) {
        HttpRequestDecoder decoder = context.pipeline().get(HttpRequestDecoder.class);
        if (decoder != null) {
            String name = context.pipeline().context(decoder).name();
            context.pipeline().replace(decoder, name, new UnambiguousDecoder(expected.options()));
            context.pipeline().addAfter(name, "sluice-heads", new Heads());
            watching = true;
        }
    }

    private static void end(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.wrappedBuffer(ANSWER))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    private final class Heads extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                stop();
                inRequest = true;
            }
            if (message instanceof LastHttpContent) {
                inRequest = false;
            }
            context.fireChannelRead(message);
        }
    }
}
