package dev.sluice.standalone.forge.git;

import dev.sluice.standalone.forge.repository.LoopbackRepository;
import java.util.Optional;

/** Decides who may fetch. */
public interface FetchAccess {

    /**
     * Whether a fetch may go ahead.
     *
     * @param token what the request carries; empty for somebody unknown
     */
    boolean allows(Optional<String> token, LoopbackRepository repository);
}
