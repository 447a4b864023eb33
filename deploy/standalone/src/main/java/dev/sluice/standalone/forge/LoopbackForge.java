package dev.sluice.standalone.forge;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The double itself: {@code /{owner}/{name}.git} speaks git, {@code /api/v3} speaks GitHub's REST
 * API as far as commit statuses go.
 */
public final class LoopbackForge implements AutoCloseable {

    private final Path directory;
    private final Clock clock;
    private final ForgeTokens tokens;
    private final ForgeFaults faults = new ForgeFaults();
    private final StatusLog statuses;
    private final Map<String, LoopbackRepository> repositories = new ConcurrentHashMap<>();
    private final Map<String, Long> owners = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong(1000);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private LoopbackForge(Path directory, ForgeTokens tokens, Clock clock) throws IOException {
        this.directory = directory;
        this.clock = clock;
        this.tokens = tokens;
        this.statuses = new StatusLog(clock);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", new GitHandler(repositories, tokens, faults));
        server.createContext(
                "/api/v3/", new RestHandler(repositories, tokens, faults, statuses, clock));
        server.start();
    }

    /** Public repositories, and a token for the REST API that nobody can guess. */
    public static LoopbackForge start(Path directory) throws IOException {
        return start(
                directory, new ForgeTokens(UUID.randomUUID().toString(), null), Clock.systemUTC());
    }

    /** Repositories are kept below the directory; the port is free and on loopback. */
    public static LoopbackForge start(Path directory, ForgeTokens tokens, Clock clock)
            throws IOException {
        return new LoopbackForge(directory, tokens, clock);
    }

    /** {@code http://127.0.0.1:port}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What {@code SLUICE_GITHUB_API_URL} is to be set to. */
    public URI apiUrl() {
        return url().resolve("/api/v3");
    }

    public ForgeTokens tokens() {
        return tokens;
    }

    /**
     * What a Sluice has to be told to work with this double and nothing else.
     *
     * @param webhookSecret what webhooks will be signed with
     */
    public Map<String, String> environment(String webhookSecret) {
        return Map.of(
                "SLUICE_GITHUB_API_URL",
                apiUrl().toString(),
                "SLUICE_GITHUB_TOKEN",
                tokens.statuses(),
                "SLUICE_GITHUB_CLONE_TOKEN",
                "",
                "SLUICE_GITHUB_WEBHOOK_SECRETS",
                webhookSecret,
                "SLUICE_GITHUB_WEBHOOK_SECRETS_FILE",
                "",
                "SLUICE_ALLOW_PRIVATE_HOSTS",
                url().getHost());
    }

    public ForgeFaults faults() {
        return faults;
    }

    /** A new empty repository with {@code main} as its default branch. */
    public LoopbackRepository createRepository(String owner, String name) throws IOException {
        long ownerId = owners.computeIfAbsent(owner, _ -> ids.incrementAndGet());
        var repository =
                LoopbackRepository.create(
                        directory.resolve(owner).resolve(name + ".git"),
                        new RepositoryLabels(
                                url(), ids.incrementAndGet(), ownerId, owner, name, clock));
        if (repositories.putIfAbsent(repository.fullName(), repository) != null) {
            throw new IllegalStateException(repository.fullName() + " exists already");
        }
        return repository;
    }

    /** Every write that was accepted, oldest first. */
    public List<StatusWrite> writes() {
        return statuses.all();
    }

    /** Every write to this commit that was accepted, oldest first. */
    public List<StatusWrite> writes(String sha) {
        return statuses.all().stream().filter(write -> write.sha().equals(sha)).toList();
    }

    @Override
    public void close() {
        faults.releaseAll();
        server.stop(0);
        threads.shutdownNow();
        repositories.values().forEach(LoopbackRepository::close);
    }
}
