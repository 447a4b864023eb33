package dev.sluice.ingest.connections;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link ConnectionGuard} on every connection that a server of this process takes. Neither
 * Quarkus nor Vert.x has a place for it; Netty's extensions are its way for handlers from outside.
 */
@ApplicationScoped
class Connections implements HttpServerOptionsCustomizer {

    /** Read by Netty when the first server is bound, after this class has been asked. */
    private static final String EXTENSIONS = "io.netty.bootstrap.extensions";

    /** Netty makes the extension by itself, so this is where it finds what is configured. */
    private static final AtomicReference<@Nullable Expectations> EXPECTED = new AtomicReference<>();

    private final ConnectionsConfig config;

    /** What is expected of a connection. */
    record Expectations(Duration headTimeout, HttpServerOptions options) {}

    Connections(ConnectionsConfig config) {
        this.config = config;
    }

    /** HTTP/2 without TLS would hide the decoder; no forge speaks it. */
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
        EXPECTED.set(new Expectations(config.headTimeout(), options));
        System.setProperty(EXTENSIONS, "serviceload");
    }

    /** Made by Netty. */
    public static final class Extension extends ChannelInitializerExtension {

        @Override
        public void postInitializeServerChildChannel(Channel channel) {
            Expectations expected = EXPECTED.get();
            if (expected != null) {
                channel.pipeline().addFirst("sluice-guard", new ConnectionGuard(expected));
            }
        }
    }
}
