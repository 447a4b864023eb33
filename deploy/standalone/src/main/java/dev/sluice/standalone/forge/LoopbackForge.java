package dev.sluice.standalone.forge;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.standalone.forge.api.ApiHandler;
import dev.sluice.standalone.forge.api.Level;
import dev.sluice.standalone.forge.api.RateLimits;
import dev.sluice.standalone.forge.api.RequestWitness;
import dev.sluice.standalone.forge.app.AppManifest;
import dev.sluice.standalone.forge.app.Installation;
import dev.sluice.standalone.forge.app.InstallationTokens;
import dev.sluice.standalone.forge.app.LoopbackApp;
import dev.sluice.standalone.forge.app.ManifestPage;
import dev.sluice.standalone.forge.app.RepositoryHook;
import dev.sluice.standalone.forge.checks.CheckRuns;
import dev.sluice.standalone.forge.comments.IssueComments;
import dev.sluice.standalone.forge.comments.ReviewComments;
import dev.sluice.standalone.forge.deployments.ProtectionRules;
import dev.sluice.standalone.forge.faults.ForgeFaults;
import dev.sluice.standalone.forge.git.GitHandler;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.scanning.CodeScanning;
import dev.sluice.standalone.forge.status.StatusWrite;
import dev.sluice.standalone.forge.webhook.Account;
import dev.sluice.standalone.forge.webhook.RepositoryLabels;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The double itself: {@code /{owner}/{name}.git} speaks git, {@code /api/v3} and {@code
 * /api/graphql} speak GitHub's API as an Enterprise Server does, and {@code /settings/apps/new}
 * makes Apps of manifests.
 */
public final class LoopbackForge implements AutoCloseable {

    /** Tells a Sluice that nobody counts its requests here, as GitHub would. */
    public static final Map<String, String> WITHOUT_LIMITS =
            Map.of(
                    "SLUICE_NOTIFIER_BUDGET_POINTS_PER_MINUTE", "1000000",
                    "SLUICE_NOTIFIER_BUDGET_CONTENTS_PER_MINUTE", "100000",
                    "SLUICE_NOTIFIER_BUDGET_CONTENTS_PER_HOUR", "100000");

    private final Path directory;
    private final Clock clock;
    private final ForgeTokens tokens;
    private final World world;
    private final Map<String, Long> owners = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong(1000);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private LoopbackForge(
            Path directory, ForgeTokens tokens, Clock clock, @Nullable RequestWitness witness)
            throws IOException {
        this.directory = directory;
        this.clock = clock;
        this.tokens = tokens;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        world = new World(url(), clock);
        var api = world.api(tokens, witness);
        server.createContext(
                "/",
                new GitHandler(world.repositories(), world.fetchAccess(tokens), world.faults()));
        server.createContext(ApiHandler.REST + "/", api);
        server.createContext("/api/graphql", api);
        var page = new ManifestPage(world.apps(), this::owner);
        server.createContext("/settings/apps/new", page);
        server.createContext("/organizations/", page);
        server.start();
    }

    /** Public repositories, and a token for the REST API that nobody can guess. */
    public static LoopbackForge start(Path directory) throws IOException {
        return start(directory, newTokens(), Clock.systemUTC());
    }

    /** The same, and every request to the API is seen by the witness first. */
    public static LoopbackForge start(Path directory, RequestWitness witness) throws IOException {
        return new LoopbackForge(directory, newTokens(), Clock.systemUTC(), witness);
    }

    /** Repositories are kept below the directory; the port is free and on loopback. */
    public static LoopbackForge start(Path directory, ForgeTokens tokens, Clock clock)
            throws IOException {
        return new LoopbackForge(directory, tokens, clock, null);
    }

    private static ForgeTokens newTokens() {
        return new ForgeTokens(UUID.randomUUID().toString(), null);
    }

    /** {@code http://127.0.0.1:port}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What {@code SLUICE_GITHUB_API_URL} is to be set to. */
    public URI apiUrl() {
        return url().resolve(ApiHandler.REST);
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
        var environment = new HashMap<>(WITHOUT_LIMITS);
        environment.put("SLUICE_GITHUB_API_URL", apiUrl().toString());
        environment.put("SLUICE_GITHUB_TOKEN", tokens.statuses());
        environment.put("SLUICE_RECONCILER_ENABLED", "false");
        environment.put("SLUICE_GITHUB_CLONE_TOKEN", "");
        environment.put("SLUICE_GITHUB_CLONE_TOKEN_FILE", "");
        environment.put("SLUICE_GITHUB_WEBHOOK_SECRETS", webhookSecret);
        environment.put("SLUICE_GITHUB_WEBHOOK_SECRETS_FILE", "");
        environment.put("SLUICE_ALLOW_PRIVATE_HOSTS", url().getHost());
        return environment;
    }

    public ForgeFaults faults() {
        return world.faults();
    }

    /**
     * What callers may do before they are stopped; nothing is enforced until a test asks for it.
     */
    public RateLimits limits() {
        return world.limits();
    }

    /** A new empty repository with {@code main} as its default branch. */
    public LoopbackRepository createRepository(String owner, String name) throws IOException {
        var repository =
                LoopbackRepository.create(
                        directory.resolve(owner).resolve(name + ".git"),
                        new RepositoryLabels(
                                url(),
                                ids.incrementAndGet(),
                                owner(owner).id(),
                                owner,
                                name,
                                clock));
        world.repositories().add(repository);
        return repository;
    }

    /** Renames a repository, or transfers it to another owner; its id stays. */
    public void move(LoopbackRepository repository, String owner, String name) {
        world.repositories().move(repository, owner(owner).id(), owner, name);
    }

    /** The organisation of this name. */
    public Account owner(String name) {
        long id = owners.computeIfAbsent(name, _ -> ids.incrementAndGet());
        return new Account(name, id, "Organization");
    }

    /** An App that nobody has installed yet. */
    public LoopbackApp createApp(AppManifest manifest) {
        return world.apps().create(manifest, Account.ADA);
    }

    /** Installs an App on all repositories of an owner. */
    public Installation install(LoopbackApp app, String owner) {
        return world.apps().install(app, owner(owner));
    }

    /** An App that was made of a manifest, by its id. */
    public LoopbackApp app(long id) {
        return world.apps()
                .withId(id)
                .orElseThrow(() -> new IllegalArgumentException("there is no App " + id));
    }

    /** A webhook for one repository, as its owner makes it. */
    public RepositoryHook createHook(LoopbackRepository repository, String url, String secret) {
        return world.hooks().create(repository, url, secret);
    }

    /** The token of a person may do this as well from now on. */
    public void grant(String permission, Level level) {
        world.personalRights().put(permission, level);
    }

    public InstallationTokens installationTokens() {
        return world.tokens();
    }

    public CheckRuns checkRuns() {
        return world.checkRuns();
    }

    public IssueComments issueComments() {
        return world.issueComments();
    }

    public ReviewComments reviewComments() {
        return world.reviewComments();
    }

    public CodeScanning codeScanning() {
        return world.codeScanning();
    }

    public ProtectionRules protectionRules() {
        return world.protectionRules();
    }

    /** Every status that was accepted, oldest first. */
    public List<StatusWrite> writes() {
        return world.statuses().all();
    }

    /** Every status of this commit that was accepted, oldest first. */
    public List<StatusWrite> writes(String sha) {
        return writes().stream().filter(write -> write.sha().equals(sha)).toList();
    }

    @Override
    public void close() {
        world.faults().releaseAll();
        server.stop(0);
        threads.shutdownNow();
        world.repositories().all().forEach(LoopbackRepository::close);
    }
}
