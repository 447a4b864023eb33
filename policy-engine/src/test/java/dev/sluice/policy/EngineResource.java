package dev.sluice.policy;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import java.util.HashMap;
import java.util.Map;

/** Runs the policy engine over channels in memory and an embedded PostgreSQL. */
public final class EngineResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<String, String>();
        settings.putAll(
                InMemoryConnector.switchIncomingChannelsToInMemory(
                        "policy-changes-in", "policy-scans-in", "policy-replays-in"));
        settings.putAll(
                InMemoryConnector.switchOutgoingChannelsToInMemory(
                        "decisions-out", "scan-requests-out"));
        settings.put("SLUICE_DATABASE_URL", TestPostgres.url());
        settings.put("SLUICE_DATABASE_USER", "postgres");
        settings.put("sluice.policy-engine.deadline", "PT2S");
        settings.put("quarkus.http.test-port", "0");
        return settings;
    }

    @Override
    public void stop() {
        // The database belongs to the JVM.
    }
}
