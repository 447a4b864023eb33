package dev.sluice.e2e;

import dev.sluice.standalone.broker.EmbeddedBroker;
import dev.sluice.standalone.database.EmbeddedDatabase;
import dev.sluice.standalone.forge.LoopbackForge;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each service in its own JVM over a broker and a database that belong to the test. */
final class ServicePerJvm implements Line {

    private final ForgeFixture forge;
    private final @Nullable EmbeddedBroker broker;
    private final EmbeddedDatabase database;
    private final String bootstrapServers;
    private final Map<String, String> common;
    private final Map<String, String> ingestAlone;
    private final ServiceProcess ingest;
    private final ServiceProcess workers;
    private final ServiceProcess engine;
    private final ServiceProcess notifier;
    private final EventLog log;

    private ServicePerJvm(
            Path directory,
            @Nullable String foreignBroker,
            ForgeFixture forge,
            Map<String, String> more)
            throws IOException {
        this.forge = forge;
        broker = foreignBroker == null ? new EmbeddedBroker(directory.resolve("broker")) : null;
        bootstrapServers =
                broker == null ? String.valueOf(foreignBroker) : broker.bootstrapServers();
        database = new EmbeddedDatabase(directory.resolve("database"));
        SluiceCommand.run("topics", "create", "--bootstrap-servers", bootstrapServers);
        common =
                new HashMap<>(
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS",
                                bootstrapServers,
                                "SLUICE_GITHUB_API_URL",
                                forge.forge().apiUrl().toString(),
                                "SLUICE_ALLOW_PRIVATE_HOSTS",
                                "127.0.0.1",
                                "QUARKUS_HTTP_HOST",
                                "127.0.0.1"));
        common.putAll(LoopbackForge.WITHOUT_LIMITS);
        // Tests say themselves what was delivered and what was not.
        common.put("SLUICE_RECONCILER_ENABLED", "false");
        common.putAll(more);
        ingestAlone =
                withDatabase(
                        Map.of(
                                "SLUICE_GITHUB_WEBHOOK_SECRETS",
                                WEBHOOK_SECRET,
                                "SLUICE_INGEST_GITHUB_TOKEN",
                                forge.forge().tokens().statuses(),
                                "SLUICE_ADMIN_TOKEN_SHA256",
                                Uploads.tokenHash()));
        ingest = service("ingest", common, ingestAlone);
        workers =
                service(
                        "scanner-workers",
                        common,
                        Map.of("SLUICE_CACHE", directory.resolve("cache").toString()));
        engine =
                service(
                        "policy-engine",
                        common,
                        withDatabase(Map.of("SLUICE_ADVISORIES_SAMPLE", "accept")));
        notifier =
                service(
                        "notifier",
                        common,
                        withDatabase(
                                Map.of(
                                        // After a kill in mid-request its lease is waited for:
                                        // twice this and a bit.
                                        "SLUICE_NOTIFIER_REQUEST_TIMEOUT", "PT3S")));
        services().forEach(ServiceProcess::start);
        services().forEach(ServiceProcess::awaitReady);
        log = new EventLog(bootstrapServers);
    }

    /** Over a broker inside this JVM. */
    static ServicePerJvm start(Path directory, Map<String, String> more) throws IOException {
        return startOver(null, directory, more);
    }

    /** Over a broker that somebody else runs. */
    static ServicePerJvm startOver(
            @Nullable String bootstrapServers, Path directory, Map<String, String> more)
            throws IOException {
        ForgeFixture forge = ForgeFixture.start(directory.resolve("forge"));
        var all = new HashMap<>(more);
        all.put("SLUICE_GITHUB_TOKEN", forge.forge().tokens().statuses());
        return new ServicePerJvm(directory, bootstrapServers, forge, all);
    }

    /** For a forge that runs already, with everything that the services have to know of it. */
    static ServicePerJvm startFor(ForgeFixture forge, Path directory, Map<String, String> more)
            throws IOException {
        return new ServicePerJvm(directory, null, forge, more);
    }

    private Map<String, String> withDatabase(Map<String, String> own) {
        var all = new HashMap<>(own);
        all.put("SLUICE_DATABASE_URL", database.jdbcUrl());
        all.put("SLUICE_DATABASE_USER", database.user());
        all.put("SLUICE_DATABASE_PASSWORD", database.password());
        return all;
    }

    private static ServiceProcess service(
            String name, Map<String, String> common, Map<String, String> own) {
        int port = ServiceProcess.freePort();
        var environment = new HashMap<>(common);
        environment.putAll(own);
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        Path jar = Path.of("..", "..", name, "target", "quarkus-app", "quarkus-run.jar");
        return ServiceProcess.of(name, jar, List.of(), environment, port);
    }

    List<ServiceProcess> services() {
        return List.of(ingest, workers, engine, notifier);
    }

    /** Another replica of ingest; not started yet, and to be stopped by whoever asks for it. */
    ServiceProcess anotherIngest() {
        return service("ingest", common, ingestAlone);
    }

    ServiceProcess ingestProcess() {
        return ingest;
    }

    ServiceProcess workers() {
        return workers;
    }

    ServiceProcess engine() {
        return engine;
    }

    ServiceProcess notifier() {
        return notifier;
    }

    EmbeddedDatabase database() {
        return database;
    }

    @Override
    public URI ingest() {
        return ingest.address();
    }

    @Override
    public ForgeFixture forge() {
        return forge;
    }

    @Override
    public EventLog log() {
        return log;
    }

    @Override
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        log.close();
        services().parallelStream().forEach(ServiceProcess::close);
        forge.close();
        database.close();
        if (broker != null) {
            broker.close();
        }
    }
}
