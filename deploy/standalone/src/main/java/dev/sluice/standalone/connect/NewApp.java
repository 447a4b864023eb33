package dev.sluice.standalone.connect;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.events.wire.Json;
import dev.sluice.scanners.githubapp.AppKey;
import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An App that GitHub has just made, with the secrets that it tells once. */
record NewApp(
        long id,
        String slug,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("webhook_secret") @Nullable String webhookSecret,
        String pem,
        @Nullable Owner owner) {

    /** Whose it is. */
    record Owner(@Nullable String login, @Nullable String type) {}

    /**
     * Turns the code that came with the browser into the App; it is good for an hour, and once.
     *
     * @throws Refusal when GitHub gives none
     */
    static NewApp of(GitHubSite site, String code) throws InterruptedException {
        try (var http = new GitHubHttp()) {
            HttpResponse<String> response =
                    http.post(site.api(), "/app-manifests/" + code + "/conversions");
            if (response.statusCode() != 201) {
                throw Refusal.internal(
                        "GitHub does not hand the App over (%d): the code is good once and for an hour; delete the App at GitHub if it was made, and run the command again"
                                .formatted(response.statusCode()));
            }
            NewApp made = Json.mapper().readValue(response.body(), NewApp.class);
            AppKey.of(made.pem());
            return made;
        } catch (IOException | IllegalArgumentException e) {
            // The cause may quote what was read, and that is secret.
            throw Refusal.internal(
                    "GitHub's answer is not an App with a key (%s); delete the App at GitHub if it was made, and run the command again"
                            .formatted(e.getClass().getSimpleName()));
        }
    }

    Optional<String> organisation() {
        return owner != null && "Organization".equals(owner.type())
                ? Optional.ofNullable(owner.login())
                : Optional.empty();
    }

    /** Never the secrets. */
    @Override
    public String toString() {
        return "NewApp[" + id + ", " + slug + "]";
    }
}
