package dev.sluice.ingest.github.reconcile;

import dev.sluice.events.Event;
import dev.sluice.events.Repository;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.MutableClock;
import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.database.IngestDatabase;
import dev.sluice.ingest.forge.Forge;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.github.GitHubConfig;
import dev.sluice.ingest.githubapp.GitHubAppConfig;
import dev.sluice.ingest.reconcile.Allowances;
import dev.sluice.ingest.reconcile.KnownAnswers;
import dev.sluice.ingest.reconcile.Looks;
import dev.sluice.ingest.reconcile.Raising;
import dev.sluice.ingest.reconcile.ReconcilerConfig;
import dev.sluice.ingest.reconcile.ReconcilerMetrics;
import dev.sluice.ingest.reconcile.Redeliveries;
import dev.sluice.ingest.repositories.RepositoryTable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The reconciliation of GitHub over a real database, with a clock that stands still, a GitHub on
 * loopback, and a list in place of the broker. Each starts with an empty memory.
 */
final class Rig implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final Repository REPOSITORY = new Repository("github", 7, 8, "acme", "shop");

    final MutableClock clock = new MutableClock(NOW);
    final GitHubOnLoopback github = new GitHubOnLoopback(clock);
    final List<Delivery> stored = new CopyOnWriteArrayList<>();
    final Set<String> received = new HashSet<>();
    final RepositoryTable repositories;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final GitHubReconciliation reconciliation;
    boolean brokerIsAway;

    private final KnownChanges changes;
    private final Forge forge;

    Rig(IngestDatabase database, KnownChanges changes, Forge forge) {
        this(database, changes, forge, Optional.of(GitHubOnLoopback.TOKEN));
    }

    Rig(IngestDatabase database, KnownChanges changes, Forge forge, Optional<String> token) {
        this(database, changes, forge, token, new NoApp());
    }

    /** One that looks as an App, whose installations GitHub is still to name. */
    static Rig asApp(IngestDatabase database, KnownChanges changes, Forge forge) {
        return new Rig(database, changes, forge, Optional.empty(), new AnApp());
    }

    private Rig(
            IngestDatabase database,
            KnownChanges changes,
            Forge forge,
            Optional<String> token,
            GitHubAppConfig app) {
        this.changes = changes;
        this.forge = forge;
        database.inTransaction(handle ->
                handle.execute(
                        "truncate repository, raised_head, missed_head, look, redelivery, hook,"
                                + " known_answer, allowance, change"));
        var config = new Settings();
        repositories = new RepositoryTable(database, clock);
        reconciliation =
                new GitHubReconciliation(
                        new GitHubSettings(github.api(), token),
                        app,
                        config,
                        new Allowances(database, config.budgetShare(), clock),
                        new KnownAnswers(database, clock),
                        new Looks(database, clock),
                        new Redeliveries(database, config, clock),
                        (_, id) -> received.contains(id),
                        repositories,
                        changes,
                        new Raising(database, this::store, clock),
                        new ReconcilerMetrics(metrics, clock),
                        clock);
    }

    private CompletableFuture<Void> store(Delivery delivery) {
        if (brokerIsAway) {
            return CompletableFuture.failedFuture(new IllegalStateException("no broker"));
        }
        stored.add(delivery);
        return CompletableFuture.completedFuture(null);
    }

    /** Some minutes later. */
    void round() throws InterruptedException {
        reconciliation.round(() -> true);
    }

    void firstContacts() throws InterruptedException {
        reconciliation.firstContacts(() -> true);
    }

    /** What the translator does with a delivery, without the broker. */
    List<Event<?>> translate(Delivery delivery) {
        return switch (forge.translate(delivery)) {
            case Translation.Translated(var events) -> {
                List<Event<?>> news =
                        events.stream().filter(event -> !changes.isRepetition(event)).toList();
                news.forEach(changes::remember);
                yield news;
            }
            case Translation.Met(var met) -> {
                repositories.met(met, null);
                yield List.of();
            }
            case Translation.Ignored _ -> List.of();
        };
    }

    double counted(String name, String tag, String value) {
        var counter = metrics.find("sluice.ingest.reconciler." + name).tag(tag, value).counter();
        return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
        github.close();
    }

    private record GitHubSettings(URI apiUrl, Optional<String> token) implements GitHubConfig {
        @Override
        public Optional<String> webhookSecrets() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> webhookSecretsFile() {
            return Optional.empty();
        }

        @Override
        public Duration webhookSecretsReload() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration webhookSecretsGrace() {
            return Duration.ofMinutes(5);
        }

        @Override
        public OptionalLong appId() {
            return OptionalLong.empty();
        }

        @Override
        public Optional<String> appSlug() {
            return Optional.empty();
        }

        @Override
        public Optional<Set<String>> allowPrivateHosts() {
            return Optional.of(Set.of("127.0.0.1"));
        }
    }

    private record NoApp() implements GitHubAppConfig {
        @Override
        public Optional<String> id() {
            return Optional.empty();
        }

        @Override
        public Optional<String> clientId() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> keyFile() {
            return Optional.empty();
        }
    }

    private record AnApp() implements GitHubAppConfig {
        @Override
        public Optional<String> id() {
            return Optional.of("1234");
        }

        @Override
        public Optional<String> clientId() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> keyFile() {
            return Optional.of(AppKeyOnDisk.FILE);
        }
    }

    private record Settings() implements ReconcilerConfig {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration every() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration look() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration window() {
            return Duration.ofDays(3);
        }

        @Override
        public Duration grace() {
            return Duration.ofMinutes(2);
        }

        @Override
        public Duration patience() {
            return Duration.ofMinutes(10);
        }

        @Override
        public int mostAsks() {
            return 3;
        }

        @Override
        public double budgetShare() {
            return 0.2;
        }

        @Override
        public int mostPages() {
            return 10;
        }

        @Override
        public boolean baselines() {
            return true;
        }
    }
}
