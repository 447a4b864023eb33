package dev.sluice.policy.sources;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.TrustedConfiguration;
import dev.sluice.policy.language.BrokenPolicy;
import dev.sluice.policy.language.BrokenPolicyException;
import dev.sluice.policy.language.ParsedPolicy;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.language.PolicyInForce;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the policy in force for a change. */
@Singleton
public class PolicySources {

    private static final int MAX_KEPT = 200;
    private static final int BEFORE_ANY_CHANNEL = 1;

    private final @Nullable ParsedPolicy central;

    /** By text: equal texts are equal policies, whatever repository they lie in. */
    private final Map<String, ParsedPolicy> kept =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(
                                Map.Entry<String, ParsedPolicy> eldest) {
                            return size() > MAX_KEPT;
                        }
                    });

    @Inject
    PolicySources(SourcesConfig config) {
        this(config.policy());
    }

    public PolicySources(Optional<Path> centralPolicy) {
        this.central = centralPolicy.map(CentralPolicy::read).orElse(null);
    }

    /**
     * Refuses to start with a broken central policy. Quarkus prints the message of this exception
     * alone: one line per problem and no stack trace.
     */
    void check(@Observes @Priority(BEFORE_ANY_CHANNEL) StartupEvent event) {
        if (central instanceof BrokenPolicy broken) {
            throw new ConfigurationException(new BrokenPolicyException(broken).getMessage());
        }
    }

    /** The policy for a change that is described like this, or not yet. */
    public PolicyInForce inForce(@Nullable ChangeDescribed description) {
        return PolicyInForce.of(
                central,
                description == null ? null : repository(description.configuration().policy()));
    }

    private @Nullable ParsedPolicy repository(@Nullable String text) {
        return text == null
                ? null
                : kept.computeIfAbsent(
                        text, t -> Policy.parse(TrustedConfiguration.POLICY_PATH, t));
    }
}
