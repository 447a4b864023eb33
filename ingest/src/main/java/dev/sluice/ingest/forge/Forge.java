package dev.sluice.ingest.forge;

import dev.sluice.events.wire.Delivery;
import io.vertx.core.MultiMap;
import java.util.Optional;

/**
 * A configured forge instance. Which one a request comes from is decided by its path and never by
 * its headers, which some forges imitate from each other. Safe for use by many threads.
 */
public interface Forge {

    /** Its name in the path of the webhook and in every id, such as {@code github}. */
    String instance();

    /**
     * What is wrong with a delivery whatever its body is, so that the body need not be read. Says
     * no more than {@link #verify} would.
     */
    default Optional<Refusal> screen(MultiMap headers) {
        return Optional.empty();
    }

    /**
     * Decides whether a delivery is genuine and reads what the headers tell about it. Runs on an
     * event loop for small bodies: it must not block.
     *
     * @param body exactly as received, not empty
     */
    Verification verify(MultiMap headers, byte[] body);

    /**
     * Says what a stored delivery means. The same delivery gives the same events, ids and times
     * included; a delivery that asks for something asks for what is open at the time. May block.
     *
     * @throws UntranslatableException when the delivery lacks what its kind always has
     */
    Translation translate(Delivery delivery);

    /** Whose a stored delivery is, whatever else is wrong with it. Never throws. */
    Origin origin(Delivery delivery);
}
