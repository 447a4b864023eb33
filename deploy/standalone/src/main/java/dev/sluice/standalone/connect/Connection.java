package dev.sluice.standalone.connect;

import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.data.DataDirectory;
import dev.sluice.standalone.data.KeptSecret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** Makes an App, from the page that a person opens to the files that keep it. */
record Connection(
        GitHubSite site,
        Optional<String> organisation,
        Optional<String> name,
        Optional<URI> webhook,
        Path data) {

    void make(Terminal terminal, int port, boolean browser, Duration patience)
            throws InterruptedException {
        Path directory = DataDirectory.githubApp(data);
        prepare(directory);
        var manifest = new Manifest(appName(), homepage(), webhook);
        NewApp made;
        try (var page =
                new ManifestPage(port, state -> site.newApp(organisation, state), manifest::json)) {
            terminal.line("Open this page and follow it; Ctrl-C gives up:");
            terminal.line("  " + terminal.bold(page.start().toString()));
            if (browser && Browser.open(page.start())) {
                terminal.line(terminal.dim("  (it was opened in your browser)"));
            }
            made = NewApp.of(site, page.awaitCode(patience));
        }
        report(terminal, kept(directory, made));
    }

    private static void prepare(Path directory) {
        try {
            StoredApp.prepare(directory);
        } catch (IOException e) {
            throw Refusal.usage(
                    "cannot write to %s (%s); choose another directory with --data"
                            .formatted(directory, e.getClass().getSimpleName()),
                    e);
        }
    }

    /** GitHub has each name once, so that the plain one is taken. */
    private String appName() {
        return name.orElseGet(() -> {
            var random = new byte[3];
            new SecureRandom().nextBytes(random);
            String end = HexFormat.of().formatHex(random);
            String owner = organisation.map(login -> "-" + login).orElse("");
            return ("sluice" + owner).substring(0, Math.min(27, 6 + owner.length())) + "-" + end;
        });
    }

    private URI homepage() {
        return webhook.map(url -> url.resolve("/")).orElse(site.web());
    }

    private StoredApp kept(Path directory, NewApp made) {
        try {
            StoredApp app = StoredApp.keep(directory, made, site, webhook);
            Path secrets = DataDirectory.webhookSecret(data);
            if (made.webhookSecret() == null) {
                KeptSecret.in(secrets);
            } else {
                KeptSecret.add(secrets, made.webhookSecret());
            }
            return app;
        } catch (IOException e) {
            throw Refusal.internal(
                    "App %s was made, but its key cannot be kept in %s (%s): generate a new key on its page, or delete it there and run the command again"
                            .formatted(made.slug(), directory, e.getClass().getSimpleName()),
                    e);
        }
    }

    private void report(Terminal terminal, StoredApp app) {
        Path secrets = DataDirectory.webhookSecret(data);
        terminal.line();
        terminal.line("%s is made: App %d".formatted(terminal.bold(app.slug()), app.id()));
        terminal.line("  key       " + app.key() + "   (only you can read it)");
        webhook.ifPresentOrElse(
                url -> terminal.line("  webhook   " + url + ", its secret is in " + secrets),
                () -> {
                    terminal.line("  webhook   none: GitHub tells Sluice nothing yet. Enter it at");
                    terminal.line("            " + app.settings());
                    terminal.line(
                            "            Active, https://YOUR-ADDRESS"
                                    + WebhookUrl.PATH
                                    + ", application/json,");
                    terminal.line("            the secret is the last line of " + secrets);
                });
        terminal.line();
        terminal.line("Next:");
        terminal.line("  1. install it where Sluice shall watch: " + site.install(app.slug()));
        terminal.line("  2. sluice up                       uses it by itself");
        terminal.line("     services that run alone need:");
        app.variables().forEach((key, value) -> terminal.line("       " + key + "=" + value));
        terminal.line("       SLUICE_GITHUB_WEBHOOK_SECRETS_FILE=" + secrets + "   (ingest)");
        terminal.line("  3. sluice connect github --check   says whether anything is missing");
    }
}
