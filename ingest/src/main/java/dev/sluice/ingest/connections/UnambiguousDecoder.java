package dev.sluice.ingest.connections;

import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Refuses a request that has both a length and chunks. The decoder it stands for takes the chunks
 * and drops the length, and a proxy that did it the other way round would see two requests or one.
 */
final class UnambiguousDecoder extends VertxHttpRequestDecoder {

    UnambiguousDecoder(HttpServerOptions options) {
        super(options);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("a request has both a length and chunks");
    }
}
