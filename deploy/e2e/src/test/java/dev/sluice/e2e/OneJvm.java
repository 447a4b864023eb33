package dev.sluice.e2e;

import dev.sluice.standalone.forge.LoopbackForge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code sluice up}: all services, the broker and the database in one process. */
final class OneJvm implements Line {

    private final ForgeFixture forge;
    private final ServiceProcess process;
    private final Path data;
    private final EventLog log;

    private OneJvm(Path directory) throws IOException {
        forge = ForgeFixture.start(directory.resolve("forge"));
        data = directory.resolve("data");
        int port = ServiceProcess.freePort();
        var environment =
                new HashMap<>(
                        Map.of(
                                "SLUICE_GITHUB_WEBHOOK_SECRETS",
                                WEBHOOK_SECRET,
                                "SLUICE_ADMIN_TOKEN_SHA256",
                                Uploads.tokenHash(),
                                "SLUICE_GITHUB_API_URL",
                                forge.forge().apiUrl().toString(),
                                "SLUICE_GITHUB_TOKEN",
                                forge.forge().tokens().statuses(),
                                "SLUICE_ALLOW_PRIVATE_HOSTS",
                                "127.0.0.1",
                                "SLUICE_ADVISORIES_SAMPLE",
                                "accept",
                                "SLUICE_SCANNER_WORKERS_FETCH_TIMEOUT",
                                "PT20S"));
        environment.putAll(LoopbackForge.WITHOUT_LIMITS);
        environment.put("SLUICE_RECONCILER_ENABLED", "false");
        process =
                ServiceProcess.of(
                        "standalone",
                        SluiceCommand.JAR,
                        List.of("up", "--port", String.valueOf(port), "--data", data.toString()),
                        environment,
                        port);
        process.start().awaitReady();
        log = new EventLog(bootstrapServers());
    }

    static OneJvm start(Path directory) throws IOException {
        return new OneJvm(directory);
    }

    ServiceProcess process() {
        return process;
    }

    @Override
    public URI ingest() {
        return process.address();
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
        try {
            return "127.0.0.1:" + Files.readString(data.resolve("broker").resolve("port")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        log.close();
        process.close();
        forge.close();
    }
}
