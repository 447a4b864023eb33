package dev.sluice.ingest.githubapp;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Says what may be spoken to. */
@FunctionalInterface
public interface AddressGuard {

    /** Why nothing may be sent to where this leads now, in one line; empty when it may. */
    Optional<String> objectionTo(URI address) throws IOException;
}
