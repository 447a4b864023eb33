package dev.sluice.e2e;

import dev.sluice.standalone.forge.api.Level;
import dev.sluice.standalone.forge.app.AppManifest;
import dev.sluice.standalone.forge.app.Installation;
import dev.sluice.standalone.forge.app.LoopbackApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A GitHub App at the double, and what the services have to be told to be it.
 *
 * @param environment by the names of the variables
 */
record AppFixture(ForgeFixture forge, LoopbackApp app, Map<String, String> environment) {

    private static final AtomicInteger OWNERS = new AtomicInteger();

    AppFixture {
        environment = Map.copyOf(environment);
    }

    /** With every permission that Sluice asks for; its key is kept below the directory. */
    static AppFixture create(ForgeFixture forge, Path directory) throws IOException {
        LoopbackApp app =
                forge.forge()
                        .createApp(
                                new AppManifest(
                                        "Sluice",
                                        "https://sluice.example",
                                        null,
                                        null,
                                        Map.of(
                                                "actions", Level.READ,
                                                "checks", Level.WRITE,
                                                "contents", Level.READ,
                                                "deployments", Level.WRITE,
                                                "issues", Level.READ,
                                                "merge_queues", Level.READ,
                                                "pull_requests", Level.WRITE,
                                                "security_events", Level.WRITE,
                                                "statuses", Level.WRITE),
                                        List.of("check_run", "check_suite", "pull_request")));
        Path key =
                Files.createFile(
                        directory.resolve("private-key.pem"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, app.privateKeyPem());
        return new AppFixture(
                forge,
                app,
                Map.of(
                        "SLUICE_GITHUB_APP_ID",
                        Long.toString(app.id()),
                        "SLUICE_GITHUB_APP_KEY_FILE",
                        key.toString()));
    }

    /** A repository of an owner of its own, who has installed the App. */
    Installed installed() {
        String owner = "acme-" + OWNERS.incrementAndGet();
        return new Installed(forge.repository(owner), forge.forge().install(app, owner));
    }

    record Installed(ForgeFixture.Repo repository, Installation installation) {}
}
