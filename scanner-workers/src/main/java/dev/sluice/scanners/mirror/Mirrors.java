package dev.sluice.scanners.mirror;

import dev.sluice.events.Repository;
import dev.sluice.scanners.git.NoGitConfiguration;
import dev.sluice.scanners.git.ReadLimits;
import dev.sluice.scanners.git.RepositoryView;
import dev.sluice.scanners.githubapp.GitHubAppConfig;
import dev.sluice.scanners.githubapp.InstallationTokens;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.URIish;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The mirrors of all repositories. Fetches into one mirror happen one after the other, those into
 * different mirrors side by side; reading needs no lock.
 */
public final class Mirrors {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration DISCARD_PAUSE = Duration.ofHours(1);

    private static final Logger LOG = Logger.getLogger(Mirrors.class);

    private final MirrorDirectory directory;
    private final MirrorBudget budget;
    private final Map<String, Forge> forges;
    private final Set<String> allowedPrivateHosts;
    private final Patience patience;
    private final Duration fetchTimeout;
    private final Duration cloneTimeout;
    private final long fetchBytes;
    private final List<Integer> depths;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Map<String, Long> discarded = new ConcurrentHashMap<>();

    /** As they were when a fetch ended: one that is running may name more of them for a while. */
    private final Map<String, Set<ObjectId>> borders = new ConcurrentHashMap<>();

    /** Mirrors as configured, of the forge instance {@code github}. */
    public Mirrors(MirrorConfig config, GitHubAppConfig app, Clock clock) {
        this(config, app, FIRST_PAUSE, clock, Fetch.DEPTHS);
    }

    Mirrors(MirrorConfig config, GitHubAppConfig app, Duration firstPause) {
        this(config, app, firstPause, Clock.systemUTC(), Fetch.DEPTHS);
    }

    /**
     * @param depths of the first fetch and of each further one, in commits
     */
    Mirrors(
            MirrorConfig config,
            GitHubAppConfig app,
            Duration firstPause,
            Clock clock,
            List<Integer> depths) {
        NoGitConfiguration.install();
        this.directory = new MirrorDirectory(config.cache(), clock);
        this.budget = new MirrorBudget(directory, config.mirrorBudget().asLongValue());
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
        this.fetchBytes = config.fetchBytes().asLongValue();
        this.depths = List.copyOf(depths);
    }

    /** A token that somebody has set is meant; else the App's. */
    private CloneTokens tokens(MirrorConfig config, GitHubAppConfig app) {
        Optional<String> token = config.github().cloneToken();
        Optional<Path> file = config.github().cloneTokenFile();
        if (token.isPresent() && file.isPresent()) {
            throw new IllegalArgumentException(
                    "set SLUICE_GITHUB_CLONE_TOKEN or SLUICE_GITHUB_CLONE_TOKEN_FILE, not both");
        }
        if (file.isPresent()) {
            return new CloneTokens.InFile(new CloneTokenFile(file.get()));
        }
        URI api = config.github().apiUrl();
        var guard = new GuardedConnections(api, allowedPrivateHosts, new Allowance(0));
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
        if (wanted.headSha().length() != Constants.OBJECT_ID_STRING_LENGTH) {
            return new FetchOutcome.Malformed(
                    "the repository uses the object format sha256, which is not supported");
        }
        Optional<URIish> url = forge.cloneUrl(repository);
        if (url.isEmpty() || !wanted.isValid()) {
            return new FetchOutcome.Malformed(
                    "the name of the repository or of a branch is invalid");
        }
        FetchOutcome outcome =
                patience.with(() -> attempt(forge, repository, url.get(), wanted, depths));
        return outcome instanceof FetchOutcome.Malformed && discard(repository)
                ? patience.with(() -> attempt(forge, repository, url.get(), wanted, Fetch.WHOLE))
                : outcome;
    }

    /** What was fetched so far; it stays until it is closed. */
    public RepositoryView open(Repository repository) throws IOException {
        MirrorUses.Reading reading = directory.reading(repository);
        try {
            BoundedRepository mirror = directory.open(repository);
            Set<ObjectId> known = borders.get(repository.key());
            return new RepositoryView(
                    mirror,
                    ReadLimits.DEFAULT,
                    known == null ? mirror.getObjectDatabase().getShallowCommits() : known,
                    reading::close);
        } catch (IOException | RuntimeException e) {
            reading.close();
            throw e;
        }
    }

    /**
     * Puts a mirror aside that seems broken, so that the next fetch starts a new one; at most once
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
                    && directory.quarantine(repository);
        } catch (IOException e) {
            LOG.warnf("A mirror cannot be looked at: %s", e.getMessage());
            return false;
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
    private FetchOutcome attempt(
            Forge forge, Repository repository, URIish url, Wanted wanted, List<Integer> steps)
            throws InterruptedException {
        String host = forge.base().getHost();
        Duration limit = directory.isWhole(repository) ? fetchTimeout : cloneTimeout;
        var fetch = new FutureTask<>(() -> fetch(forge, repository, url, wanted, steps));
        Thread.ofVirtual().name("fetch-" + repository.key()).start(fetch);
        try {
            return fetch.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new FetchOutcome.Unreachable(
                    "fetching from " + host + " did not end within " + limit.toSeconds() + " s",
                    false);
        } catch (ExecutionException e) {
            Throwable trouble = Objects.requireNonNullElse(e.getCause(), e);
            if (FetchTrouble.isDisk(trouble)) {
                makeRoom(repository);
            }
            return FetchTrouble.of(trouble, host, forge.tokens());
        } finally {
            fetch.cancel(true);
        }
    }

    private FetchOutcome fetch(
            Forge forge, Repository repository, URIish url, Wanted wanted, List<Integer> steps)
            throws IOException, InterruptedException {
        ReentrantLock lock = lock(repository);
        lock.lockInterruptibly();
        try (var _ = directory.lock(repository);
                var mirror = directory.openOrCreate(repository)) {
            var transports =
                    new Transports(
                            url,
                            new GuardedConnections(
                                    forge.base(), allowedPrivateHosts, new Allowance(fetchBytes)),
                            new TokenCredentials(
                                    forge.base().getHost(), forge.tokens(), repository));
            RememberedBorders before = directory.rememberedBorders(repository);
            before.remember(mirror);
            var fetch = new Fetch(transports, forge.base().getHost(), mirror, wanted, steps);
            FetchOutcome outcome = fetch.run();
            before.forget();
            borders.put(
                    repository.key(), Set.copyOf(mirror.getObjectDatabase().getShallowCommits()));
            if (fetch.broughtSomething()) {
                keepBudget(repository);
            }
            return outcome;
        } finally {
            lock.unlock();
        }
    }

    /** A cache that is too large is no reason to fail a scan. */
    private void keepBudget(Repository stays) {
        try {
            budget.enforce(MirrorDirectory.name(stays));
        } catch (IOException e) {
            LOG.warnf("The budget of the mirrors cannot be kept: %s", e.getMessage());
        }
    }

    private void makeRoom(Repository stays) {
        try {
            if (!budget.makeRoom(MirrorDirectory.name(stays))) {
                LOG.warnf("The disk of the cache directory is full, and no mirror can be deleted");
            }
        } catch (IOException e) {
            LOG.warnf("No room can be made in the cache directory: %s", e.getMessage());
        }
    }

    private ReentrantLock lock(Repository repository) {
        return locks.computeIfAbsent(repository.key(), key -> new ReentrantLock());
    }
}
