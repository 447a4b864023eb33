package dev.sluice.standalone.connect;

import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.data.DataDirectory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice connect github [--check]}. */
@Command(
        name = "github",
        description = {
            "Makes a GitHub App with the permissions and events that Sluice uses, and keeps its key.",
            "Opens a page on this machine; GitHub shows what the App may do before it is made."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sluice connect github --organisation acme --webhook-url https://sluice.example.org",
            "  sluice connect github --github-url https://github.example.org ...",
            "  sluice connect github --check     says what is missing, and what to click",
            "",
            "On a machine without a browser: --no-browser --port 8765, and from your own machine",
            "  ssh -L 8765:127.0.0.1:8765 that-machine",
            "Exit codes: 0 done or in order, 64 usage, 70 something is missing or went wrong."
        })
public final class ConnectGitHubCommand implements Callable<Integer> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}");
    private static final int LONGEST_APP_NAME = 34;
    private static final int MAX_PORT = 65_535;

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--organisation",
            paramLabel = "NAME",
            description = "Whose App it is to be (default: your own account's).")
    private @Nullable String organisation;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What it is called; GitHub has each name once (default: sluice-...).")
    private @Nullable String name;

    @Option(
            names = "--webhook-url",
            paramLabel = "URL",
            description =
                    "This Sluice as GitHub reaches it, such as https://sluice.example.org; without"
                            + " it GitHub tells Sluice nothing until you enter it there.")
    private @Nullable String webhookUrl;

    @Option(
            names = "--github-url",
            paramLabel = "URL",
            description = "GitHub, or a GitHub Enterprise Server (default: https://github.com).")
    private @Nullable URI githubUrl;

    @Option(
            names = "--api-url",
            paramLabel = "URL",
            description = "Its API, where it is not where it usually is.")
    private @Nullable URI apiUrl;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where 'sluice up' keeps everything (default: ~/.sluice).")
    private @Nullable Path directory;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port of the page on this machine (default: any that is free).")
    private int port;

    @Option(names = "--no-browser", description = "Only print the address of the page.")
    private boolean noBrowser;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            defaultValue = "900",
            description = "Seconds to wait for the browser (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Option(
            names = "--check",
            description = "Look at the App that is kept: what is missing, and what to click.")
    private boolean check;

    @Override
    public Integer call() throws InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        Terminal terminal = Terminal.of(spec.commandLine().getOut());
        Path data = data();
        int ownPort = port();
        Duration patience = patience();
        Optional<StoredApp> kept = StoredApp.in(DataDirectory.githubApp(data));
        Optional<URI> webhook = Optional.ofNullable(webhookUrl).map(WebhookUrl::of);
        if (check) {
            return check(terminal, kept, webhook);
        }
        if (kept.isPresent()) {
            throw Refusal.usage(
                    "App %s is kept in %s already: --check looks at it; to make another one, move that directory away"
                            .formatted(kept.get().slug(), kept.get().directory()));
        }
        var connection =
                new Connection(
                        GitHubSite.of(
                                Optional.ofNullable(githubUrl),
                                Optional.ofNullable(apiUrl),
                                System.getenv()),
                        Optional.ofNullable(organisation).map(ConnectGitHubCommand::login),
                        Optional.ofNullable(name).map(ConnectGitHubCommand::appName),
                        webhook,
                        data);
        connection.make(terminal, ownPort, !noBrowser, patience);
        return ExitCodes.PASS;
    }

    private int check(Terminal terminal, Optional<StoredApp> kept, Optional<URI> webhook)
            throws InterruptedException {
        StoredApp app =
                kept.orElseThrow(() ->
                        Refusal.usage(
                                "no App is kept in %s: run 'sluice connect github' first"
                                        .formatted(data())));
        AppCheck.Result result = AppCheck.of(app, webhook);
        result.problems().forEach(problem -> terminal.line(Terminal.clean(problem)));
        if (!result.problems().isEmpty()) {
            return ExitCodes.INTERNAL;
        }
        terminal.line(Terminal.clean(result.summary()));
        return ExitCodes.PASS;
    }

    private Path data() {
        Path path =
                directory == null ? Path.of(System.getProperty("user.home"), ".sluice") : directory;
        return path.toAbsolutePath().normalize();
    }

    private int port() {
        if (port < 0 || port > MAX_PORT) {
            throw Refusal.usage("--port is " + port + ", from 1 to " + MAX_PORT);
        }
        return port;
    }

    private Duration patience() {
        if (timeout < 1) {
            throw Refusal.usage("--timeout is " + timeout + ", at least 1");
        }
        return Duration.ofSeconds(timeout);
    }

    private static String login(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Refusal.usage(
                    "--organisation is no name that GitHub gives: letters, digits and -");
        }
        return name;
    }

    private static String appName(String name) {
        if (name.isBlank() || name.length() > LONGEST_APP_NAME) {
            throw Refusal.usage(
                    "--name has %d characters, from 1 to %d"
                            .formatted(name.length(), LONGEST_APP_NAME));
        }
        return name;
    }
}
