package dev.sluice.standalone.connect;

import dev.sluice.events.wire.Json;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.data.OwnerOnly;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The App that {@code sluice connect github} has made, as the data directory keeps it: what is
 * known of it in one file, its key in another.
 */
public final class StoredApp {

    private static final String FILE = "app.json";

    private final Path directory;
    private final AppFacts facts;

    private StoredApp(Path directory, AppFacts facts) {
        this.directory = directory;
        this.facts = facts;
    }

    /**
     * What this directory keeps; empty when there is none.
     *
     * @throws Refusal when it cannot be read
     */
    public static Optional<StoredApp> in(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            AppFacts facts = Json.mapper().readValue(Files.readString(file), AppFacts.class);
            return Optional.of(new StoredApp(directory, facts));
        } catch (IOException e) {
            throw Refusal.usage(
                    "cannot read %s (%s); move %s away and run 'sluice connect github' again"
                            .formatted(file, e.getClass().getSimpleName(), directory),
                    e);
        }
    }

    /** Makes sure that it could be kept there, before GitHub is asked for anything. */
    static void prepare(Path directory) throws IOException {
        OwnerOnly.directory(directory);
        Path probe = directory.resolve("probe");
        OwnerOnly.write(probe, "");
        Files.delete(probe);
    }

    /** Keeps the App and its key, readable for their owner only; the key comes first. */
    static StoredApp keep(Path directory, NewApp made, GitHubSite site, Optional<URI> webhook)
            throws IOException {
        var facts =
                new AppFacts(
                        made.id(),
                        made.clientId(),
                        made.slug(),
                        made.organisation().orElse(null),
                        site.web(),
                        site.api(),
                        webhook.orElse(null));
        var app = new StoredApp(directory, facts);
        OwnerOnly.write(app.key(), made.pem());
        OwnerOnly.write(
                directory.resolve(FILE),
                Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(facts) + "\n");
        return app;
    }

    /** Where it is kept. */
    public Path directory() {
        return directory;
    }

    /** Its name in addresses. */
    public String slug() {
        return facts.slug();
    }

    /** Of the GitHub that has it. */
    public URI api() {
        return facts.api();
    }

    long id() {
        return facts.id();
    }

    Optional<URI> webhook() {
        return Optional.ofNullable(facts.webhook());
    }

    /** Where its private key is. */
    public Path key() {
        return directory.resolve("private-key.pem");
    }

    /** What to say to GitHub to be it. */
    String issuer() {
        return facts.clientId() == null ? Long.toString(facts.id()) : facts.clientId();
    }

    GitHubSite site() {
        return new GitHubSite(facts.web(), facts.api());
    }

    /** Its page for those who may change it. */
    URI settings() {
        String owner = facts.organisation() == null ? "" : "/organizations/" + facts.organisation();
        return URI.create(facts.web() + owner + "/settings/apps/" + facts.slug());
    }

    /** What the services have to be told. */
    public Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("SLUICE_GITHUB_APP_ID", Long.toString(facts.id()));
        variables.put("SLUICE_GITHUB_APP_SLUG", facts.slug());
        if (facts.clientId() != null) {
            variables.put("SLUICE_GITHUB_APP_CLIENT_ID", facts.clientId());
        }
        variables.put("SLUICE_GITHUB_APP_KEY_FILE", key().toString());
        if (!GitHubSite.PUBLIC_API.equals(facts.api())) {
            variables.put("SLUICE_GITHUB_API_URL", facts.api().toString());
        }
        return variables;
    }
}
