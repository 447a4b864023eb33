package dev.sluice.standalone.up;

import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Logs;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.data.DataDirectory;
import dev.sluice.standalone.data.DataDirectoryInUseException;
import dev.sluice.standalone.demo.Demo;
import dev.sluice.standalone.run.Door;
import dev.sluice.standalone.run.Ground;
import dev.sluice.standalone.run.Services;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice up [--demo]}. */
@Command(
        name = "up",
        description = {
            "Starts Sluice: all services in one process, with a broker and a database of its own.",
            "Ctrl-C stops it; the next start goes on where it was."
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  SLUICE_GITHUB_WEBHOOK_SECRETS  comma separated; generated when unset",
            "  SLUICE_GITHUB_WEBHOOK_SECRETS_FILE  the same from a file, one a line",
            "  SLUICE_GITHUB_APP_ID, SLUICE_GITHUB_APP_KEY_FILE",
            "                                 the GitHub App; without them the one that",
            "                                 'sluice connect github' has made",
            "  SLUICE_GITHUB_TOKEN            instead of an App: writes commit statuses only",
            "  SLUICE_GITHUB_CLONE_TOKEN      reads private repositories, where no App does",
            "  SLUICE_GITHUB_API_URL          GitHub Enterprise: https://HOST/api/v3",
            "  SLUICE_PUBLIC_URL              this Sluice as browsers reach it",
            "  SLUICE_POLICY                  the central policy, a file",
            "  SLUICE_ADVISORIES_SAMPLE       accept: count sample advisories as checked",
            "  SLUICE_ALLOW_PRIVATE_HOSTS     forges that may have private addresses",
            "  SLUICE_OIDC_ISSUER             provider of whoever asks over REST; without one",
            "                                 the administrator's token, from here only",
            "  SLUICE_GITHUB_ACTIONS_ISSUER, SLUICE_GITLAB_CI_ISSUER",
            "                                 CI whose jobs may upload: docs/uploads.md",
            "",
            "Examples:",
            "  sluice up --demo               shows a change on its way, without any forge",
            "  sluice up --port 9000 --data /var/lib/sluice"
        })
public final class UpCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--demo",
            description = "Send a vulnerable change through, from a repository made for it.")
    private boolean demo;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port to listen on (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "H",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where everything is kept (default: ~/.sluice, with --demo ~/.sluice/demo).")
    private @Nullable Path directory;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        var terminal = Terminal.of(spec.commandLine().getOut());
        var door = new Door(host, port);
        CentralPolicy.require(System.getenv());
        try (DataDirectory data = open(directory())) {
            door.requireFree();
            return run(terminal, door, data);
        }
    }

    private int run(Terminal terminal, Door door, DataDirectory data)
            throws InterruptedException, IOException {
        haltWithoutAVerdict();
        Logs.keep();
        try {
            terminal.line(
                    terminal.dim(
                            "starting in " + data.path() + ", the first time takes longer ..."));
            WebhookSecret secret = WebhookSecret.of(System.getenv(), data);
            GitHubConnection github = GitHubConnection.of(System.getenv(), data);
            AdministratorToken administrator = AdministratorToken.of(System.getenv(), data);
            Ground ground = Ground.start(data);
            var services = new Services(ground, door);
            if (demo) {
                try (var show = Demo.prepare(data, door, ground.bootstrapServers(), terminal)) {
                    var settings = new HashMap<>(show.settings());
                    settings.putAll(administrator.settings());
                    return services.run(
                            settings,
                            () -> {
                                terminal.line(Welcome.ready(terminal, door, sinceStart()));
                                show.run();
                                return true;
                            });
                }
            }
            var settings = new HashMap<>(secret.settings());
            settings.putAll(github.settings());
            settings.putAll(administrator.settings());
            return services.run(
                    settings,
                    () -> {
                        new Welcome(
                                        terminal,
                                        door,
                                        data,
                                        secret,
                                        github,
                                        administrator,
                                        System.getenv())
                                .print(sinceStart());
                        return true;
                    });
        } catch (Refusal e) {
            Logs.writeTo(data.log());
            throw e;
        }
    }

    /** Kafka ends the process with 1 when it cannot go on, and 1 would be a verdict. */
    private static void haltWithoutAVerdict() {
        Exit.setHaltProcedure((_, message) -> halt(message));
        Exit.setExitProcedure((_, message) -> halt(message));
    }

    private static void halt(@Nullable String message) {
        System.err.println("sluice: the embedded broker cannot go on: " + message);
        Runtime.getRuntime().halt(ExitCodes.INTERNAL);
    }

    private Path directory() {
        if (directory != null) {
            return directory;
        }
        Path home = Path.of(System.getProperty("user.home"), ".sluice");
        return demo ? home.resolve("demo") : home;
    }

    private static DataDirectory open(Path path) {
        try {
            return DataDirectory.open(path.toAbsolutePath().normalize());
        } catch (DataDirectoryInUseException e) {
            throw Refusal.usage(
                    e.getMessage() + "; stop it, or choose another directory with --data", e);
        } catch (IOException e) {
            throw Refusal.usage(
                    "cannot write to "
                            + path
                            + " ("
                            + e.getClass().getSimpleName()
                            + "); choose another directory with --data",
                    e);
        }
    }

    private static Duration sinceStart() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
