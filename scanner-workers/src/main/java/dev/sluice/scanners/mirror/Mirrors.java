package dev.sluice.scanners.mirror;

import dev.sluice.events.Repository;
import dev.sluice.scanners.git.NoGitConfiguration;
import dev.sluice.scanners.git.ReadLimits;
import dev.sluice.scanners.git.RepositoryView;
import dev.sluice.scanners.githubapp.GitHubAppConfig;
import dev.sluice.scanners.githubapp.InstallationTokens;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * The mirrors of all repositories. Fetches into one mirror happen one after the other, those into
 * different mirrors side by side; reading needs no lock.
 */
public final class Mirrors {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration DISCARD_PAUSE = Duration.ofHours(1);

    private final MirrorDirectory directory;
    private final Map<String, Forge> forges;
    private final Set<String> allowedPrivateHosts;
    private final Patience patience;
    private final Duration fetchTimeout;
    private final Duration cloneTimeout;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Map<String, Long> discarded = new ConcurrentHashMap<>();

    /** Mirrors as configured, of the forge instance {@code github}. */
    public Mirrors(MirrorConfig config, GitHubAppConfig app) {
        this(config, app, FIRST_PAUSE);
    }

    Mirrors(MirrorConfig config, GitHubAppConfig app, Duration firstPause) {
        NoGitConfiguration.install();
        this.directory = new MirrorDirectory(config.cache());
        this.allowedPrivateHosts =
                config.allowPrivateHosts().orElse(Set.of()).stream()
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        this.forges =
                Map.of(
                        "github",
                        Forge.github(
                                config.github().apiUrl(),
                                tokens(config, app),
                                allowedPrivateHosts));
        this.patience = new Patience(config.visibilityTimeout(), config.fetchTimeout(), firstPause);
        this.fetchTimeout = config.fetchTimeout();
        this.cloneTimeout = config.cloneTimeout();
    }

    /** A token that somebody has set is meant; else the App's. */
    private CloneTokens tokens(MirrorConfig config, GitHubAppConfig app) {
        Optional<String> token = config.github().cloneToken();
        URI api = config.github().apiUrl();
        var guard = new GuardedConnections(api, allowedPrivateHosts);
        return token.isPresent()
                ? new CloneTokens.Fixed(token)
                : InstallationTokens.of(app, api, guard::objectionTo)
                        .<CloneTokens>map(CloneTokens.OfApp::new)
                        .orElseGet(() -> new CloneTokens.Fixed(token));
    }

    /**
     * Brings a commit and its base here, waiting for a forge that cannot be reached and for a
     * commit that is not shown yet.
     */
    public FetchOutcome bring(Repository repository, Wanted wanted) throws InterruptedException {
        Forge forge = forges.get(repository.forge());
        if (forge == null) {
            return new FetchOutcome.Unreachable(
                    "forge " + repository.forge() + " is not configured", true);
        }
        Optional<URIish> url = forge.cloneUrl(repository);
        if (url.isEmpty() || !wanted.isValid()) {
            return new FetchOutcome.Malformed(
                    "the name of the repository or of a branch is invalid");
        }
        FetchOutcome outcome = bring(forge, repository, url.get(), wanted);
        return outcome instanceof FetchOutcome.Malformed && discard(repository)
                ? bring(forge, repository, url.get(), wanted)
                : outcome;
    }

    private FetchOutcome bring(Forge forge, Repository repository, URIish url, Wanted wanted)
            throws InterruptedException {
        return patience.with(() -> attempt(forge, repository, url, wanted));
    }

    /** What was fetched so far. */
    public RepositoryView open(Repository repository) throws IOException {
        return new RepositoryView(directory.open(repository), ReadLimits.DEFAULT);
    }

    /**
     * Throws a mirror away that seems broken, so that the next fetch starts a new one; at most once
     * an hour, because it may be the forge's copy that is broken.
     *
     * @return whether there was one and it is gone
     */
    public boolean discard(Repository repository) throws InterruptedException {
        ReentrantLock lock = lock(repository);
        lock.lockInterruptibly();
        try {
            return directory.isFilled(repository)
                    && isLongAgo(discarded.put(repository.key(), System.nanoTime()))
                    && directory.discard(repository);
        } finally {
            lock.unlock();
        }
    }

    private static boolean isLongAgo(@Nullable Long nanoTime) {
        return nanoTime == null || System.nanoTime() - nanoTime > DISCARD_PAUSE.toNanos();
    }

    /**
     * On a virtual thread, because that is what makes reading from a socket interruptible: a server
     * that sends a byte now and then would else hold a worker for ever.
     */
    private FetchOutcome attempt(Forge forge, Repository repository, URIish url, Wanted wanted)
            throws InterruptedException {
        String host = forge.base().getHost();
        Duration limit = directory.isFilled(repository) ? fetchTimeout : cloneTimeout;
        var fetch = new FutureTask<>(() -> fetch(forge, repository, url, wanted));
        Thread.ofVirtual().name("fetch-" + repository.key()).start(fetch);
        try {
            return fetch.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new FetchOutcome.Unreachable(
                    "fetching from " + host + " did not end within " + limit.toSeconds() + " s",
                    false);
        } catch (ExecutionException e) {
            return FetchTrouble.of(
                    Objects.requireNonNullElse(e.getCause(), e), host, forge.tokens());
        } finally {
            fetch.cancel(true);
        }
    }

    private FetchOutcome fetch(Forge forge, Repository repository, URIish url, Wanted wanted)
            throws IOException, InterruptedException {
        ReentrantLock lock = lock(repository);
        lock.lockInterruptibly();
        try (var _ = directory.lock(repository);
                var mirror = directory.openOrCreate(repository)) {
            var credentials =
                    new TokenCredentials(forge.base().getHost(), forge.tokens(), repository);
            return new Fetch(forge, credentials, allowedPrivateHosts).into(mirror, url, wanted);
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock lock(Repository repository) {
        return locks.computeIfAbsent(repository.key(), key -> new ReentrantLock());
    }
}
