package dev.sluice.standalone.forge.api;

import java.util.Optional;

/** Knows whose a token is. */
public interface Authenticator {

    /**
     * Whose it is; empty when this authenticator does not know it.
     *
     * @throws Refused when it knows it and will not have it
     */
    Optional<Caller> callerOf(String token) throws Refused;
}
