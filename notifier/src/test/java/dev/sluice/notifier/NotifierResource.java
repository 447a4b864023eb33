package dev.sluice.notifier;

import dev.sluice.notifier.github.GitHubDouble;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import java.util.HashMap;
import java.util.Map;

/** Runs the notifier over channels in memory, an embedded PostgreSQL and the double of GitHub. */
public final class NotifierResource implements QuarkusTestResourceLifecycleManager {

    private final GitHubDouble github = new GitHubDouble();

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<String, String>();
        settings.putAll(InMemoryConnector.switchIncomingChannelsToInMemory("notifier-changes-in"));
        settings.putAll(
                InMemoryConnector.switchIncomingChannelsToInMemory("notifier-decisions-in"));
        settings.putAll(InMemoryConnector.switchIncomingChannelsToInMemory("notifier-scans-in"));
        settings.putAll(InMemoryConnector.switchIncomingChannelsToInMemory("notifier-replays-in"));
        settings.putAll(InMemoryConnector.switchOutgoingChannelsToInMemory("publications-out"));
        settings.put("SLUICE_DATABASE_URL", TestPostgres.url());
        settings.put("SLUICE_DATABASE_USER", "postgres");
        settings.put("SLUICE_GITHUB_API_URL", github.url().toString());
        settings.put("SLUICE_GITHUB_TOKEN", GitHubDouble.TOKEN);
        settings.put("SLUICE_ALLOW_PRIVATE_HOSTS", "127.0.0.1");
        settings.put("SLUICE_PUBLIC_URL", "https://sluice.example.org/");
        settings.put("sluice.notifier.pending-after", "300MS");
        settings.put("quarkus.http.test-port", "0");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(github, new TestInjector.MatchesType(GitHubDouble.class));
    }

    @Override
    public void stop() {
        github.close();
    }
}
