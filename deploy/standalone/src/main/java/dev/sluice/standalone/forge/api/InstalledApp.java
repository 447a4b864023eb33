package dev.sluice.standalone.forge.api;

import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.webhook.Account;
import java.util.Map;

/** What a token of an installation stands for at the moment of the request. */
public interface InstalledApp {

    long appId();

    long installationId();

    /** The user in whose name the App writes: {@code slug[bot]}. */
    Account bot();

    /** {@code slug}, {@code id} and the like, as answers show them. */
    com.fasterxml.jackson.databind.node.ObjectNode json();

    Map<String, Level> rights();

    boolean reaches(LoopbackRepository repository);
}
