package dev.sluice.standalone.up;

import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.cli.Version;
import dev.sluice.standalone.data.DataDirectory;
import dev.sluice.standalone.run.Door;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a person who has just started Sluice wants to know. */
record Welcome(
        Terminal terminal,
        Door door,
        DataDirectory data,
        WebhookSecret secret,
        GitHubConnection github,
        AdministratorToken administrator,
        Map<String, String> environment) {

    private static final String CONNECT = "sluice connect github";
    private static final Map<String, String> FOR_A_FORGE = forAForge();

    void print(Duration startup) {
        terminal.line(ready(terminal, door, startup));
        terminal.line();
        github.text().ifPresent(how -> row("github", how));
        row("webhooks", door.webhooks() + "   (application/json; pushes and pull requests)");
        secret.generated().ifPresent(value -> row("secret", value + "   (shown this once)"));
        if (!secret.settings().isEmpty()) {
            row("", terminal.dim("kept in " + data.webhookSecret()));
        }
        administrator
                .generated()
                .ifPresent(token -> row("token", token + "   (shown this once; from here only)"));
        if (!administrator.settings().isEmpty()) {
            row(
                    "",
                    terminal.dim(
                            "kept in " + data.administratorToken() + ", where commands find it"));
        }
        row("data", data.path().toString());
        row("log", data.log().toString());
        missing();
        terminal.line();
        terminal.line(
                "Next: docs/connect-github.md, or see a change go through: sluice up --demo --port "
                        + (door.port() + 1));
        terminal.line("Ctrl-C stops Sluice; the next start goes on where it was.");
    }

    static String ready(Terminal terminal, Door door, Duration startup) {
        return "%s %s is ready at %s %s"
                .formatted(
                        terminal.bold("sluice"),
                        Version.current(),
                        terminal.bold(door.url().toString()),
                        terminal.dim("(%.1f s)".formatted(startup.toMillis() / 1000.0)));
    }

    private void missing() {
        var missing = new LinkedHashMap<>(FOR_A_FORGE);
        missing.keySet().removeIf(name -> !environment.getOrDefault(name, "").isBlank());
        if (github.text().isPresent()) {
            missing.remove(CONNECT);
        }
        if (missing.isEmpty()) {
            return;
        }
        terminal.line();
        terminal.line("Not set yet, for a real forge:");
        missing.forEach((name, what) -> terminal.line("  %-26s %s".formatted(name, what)));
    }

    private void row(String name, String text) {
        terminal.line("  %-9s %s".formatted(name, text));
    }

    private static Map<String, String> forAForge() {
        var names = new LinkedHashMap<String, String>();
        names.put(CONNECT, "makes a GitHub App; without it no verdict is shown");
        names.put("SLUICE_PUBLIC_URL", "this Sluice as browsers reach it; statuses link there");
        names.put(
                "SLUICE_ADVISORIES_SAMPLE",
                "accept: count the bundled sample of advisories as checked");
        return names;
    }
}
