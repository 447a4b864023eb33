package dev.sluice.notifier.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sluice.events.Deployment;
import dev.sluice.notifier.deployment.DeploymentForge;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers deployment protection rules, which only a GitHub App can. */
@Singleton
class GitHubDeployments implements DeploymentForge {

    private static final TypeReference<List<Status>> STATUSES = new TypeReference<>() {};

    private record Status(@Nullable String state) {}

    private record Verdict(
            @JsonProperty("environment_name") String environment, String state, String comment) {}

    private final String instance;
    private final GitHubApi api;

    @Inject
    GitHubDeployments(GitHubConfig config, GitHubApi api) {
        this(config.instance(), api);
    }

    GitHubDeployments(String instance, GitHubApi api) {
        this.instance = instance;
        this.api = api;
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public Optional<String> obstacle() {
        return api.access().app().isPresent()
                ? Optional.empty()
                : Optional.of("deployments are answered by a GitHub App only: connect one");
    }

    @Override
    public String installation(Place place) {
        return api.access().budget(place.repository());
    }

    @Override
    public Reply<Receipt> answer(
            Place place, Deployment deployment, boolean approved, String comment) {
        var verdict =
                new Verdict(deployment.environment(), approved ? "approved" : "rejected", comment);
        return api.ask(
                place.repository(),
                Ask.post(
                        "/actions/runs/" + deployment.runId() + "/deployment_protection_rule",
                        verdict,
                        Permission.DEPLOYMENTS),
                answer ->
                        answer.status() == HttpURLConnection.HTTP_NO_CONTENT
                                ? Optional.of(new Receipt(null))
                                : Optional.empty());
    }

    /** GitHub lists the newest status first. */
    @Override
    public Reply<Boolean> isWaiting(Place place, long deployment) {
        return api.ask(
                place.repository(),
                Ask.get("/deployments/" + deployment + "/statuses", Permission.DEPLOYMENTS),
                answer ->
                        answer.status() == HttpURLConnection.HTTP_OK
                                ? answer.as(STATUSES).map(GitHubDeployments::waits)
                                : Optional.empty());
    }

    private static boolean waits(List<Status> statuses) {
        return statuses.isEmpty() || "waiting".equals(statuses.getFirst().state());
    }
}
