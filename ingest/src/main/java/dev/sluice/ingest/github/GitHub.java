package dev.sluice.ingest.github;

import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.forge.Forge;
import dev.sluice.ingest.forge.Origin;
import dev.sluice.ingest.forge.RaisedDelivery;
import dev.sluice.ingest.forge.Refusal;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.Translation.Reason;
import dev.sluice.ingest.forge.Verification;
import io.vertx.core.MultiMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** GitHub as a forge. */
@ApplicationScoped
class GitHub implements Forge {

    private static final Pattern EVENT = Pattern.compile("[a-z0-9_]{1,64}");
    private static final Pattern DELIVERY_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final WebhookSecrets secrets;
    private final OwnApp app;
    private final CheckTranslator checks;
    private final CommentTranslator comments;
    private final ReviewTranslator reviews;
    private final DeploymentTranslator deployments;
    private final LifecycleTranslator lifecycle;

    GitHub(
            WebhookSecrets secrets,
            GitHubConfig config,
            KnownChanges changes,
            Permissions permissions) {
        this.secrets = secrets;
        this.app = new OwnApp(config.appId(), config.appSlug());
        this.checks = new CheckTranslator(changes, app);
        this.comments = new CommentTranslator(changes, permissions);
        this.reviews = new ReviewTranslator(permissions);
        this.lifecycle = new LifecycleTranslator(changes, app);
        this.deployments =
                new DeploymentTranslator(
                        new ApiAddress(
                                config.apiUrl(), config.allowPrivateHosts().orElse(Set.of())));
    }

    @Override
    public String instance() {
        return "github";
    }

    @Override
    public Optional<Refusal> screen(MultiMap headers) {
        return switch (Signature.of(headers)) {
            case Signature.Unusable(Refusal refusal) -> Optional.of(refusal);
            case Signature.Present _ -> Optional.empty();
        };
    }

    @Override
    public Verification verify(MultiMap headers, byte[] body) {
        return switch (Signature.of(headers)) {
            case Signature.Unusable(Refusal refusal) -> new Verification.Refused(refusal);
            case Signature.Present(byte[] signature) ->
                    secrets.signed(body, signature)
                            ? readHeaders(headers)
                            : new Verification.Refused(Refusal.SIGNATURE_WRONG);
        };
    }

    @Override
    public Translation translate(Delivery delivery) {
        if (isOfARepository(delivery.event()) && OriginPayload.deniesRepository(delivery)) {
            return new Translation.Ignored(Reason.NO_REPOSITORY);
        }
        return switch (delivery.event()) {
            case "pull_request" -> PullRequestTranslator.translate(delivery);
            case "push" -> PushTranslator.translate(delivery);
            case "merge_group" -> MergeGroupTranslator.translate(delivery);
            case "ping" -> FirstContactTranslator.ping(delivery);
            case FirstContactTranslator.EVENT -> FirstContactTranslator.found(delivery);
            default ->
                    app.caused(delivery)
                            ? new Translation.Ignored(Reason.OWN_APP)
                            : byOthers(delivery);
        };
    }

    private Translation byOthers(Delivery delivery) {
        return switch (delivery.event()) {
            case "check_run" -> checks.run(delivery);
            case "check_suite" -> checks.suite(delivery);
            case "issue_comment", "pull_request_review_comment" -> comments.translate(delivery);
            case "pull_request_review" -> reviews.translate(delivery);
            case "deployment_protection_rule" -> deployments.translate(delivery);
            case "deployment_status" -> DeploymentStatusTranslator.translate(delivery);
            case "repository" -> lifecycle.repository(delivery);
            case "installation" -> lifecycle.installation(delivery);
            case "installation_repositories" -> lifecycle.installationRepositories(delivery);
            case "installation_target" -> new Translation.Ignored(Reason.IDENTITY_KEPT);
            case "code_scanning_alert", "secret_scanning_alert" ->
                    new Translation.Ignored(Reason.OTHER_SCANNER);
            default -> new Translation.Ignored(Reason.EVENT_NOT_USED);
        };
    }

    @Override
    public Origin origin(Delivery delivery) {
        return OriginPayload.origin(delivery);
    }

    private static Verification readHeaders(MultiMap headers) {
        Optional<String> event = single(headers, "X-GitHub-Event", EVENT);
        Optional<String> deliveryId = single(headers, "X-GitHub-Delivery", DELIVERY_ID);
        if (event.isEmpty() || deliveryId.isEmpty() || RaisedDelivery.isOne(deliveryId.get())) {
            return new Verification.Refused(Refusal.BAD_HEADERS);
        }
        return new Verification.Genuine(event.get(), deliveryId.get(), use(event.get()));
    }

    private static Verification.Use use(String event) {
        return switch (event) {
            case "pull_request",
                    "push",
                    "merge_group",
                    "check_run",
                    "check_suite",
                    "issue_comment",
                    "pull_request_review",
                    "pull_request_review_comment",
                    "deployment_protection_rule",
                    "deployment_status",
                    "repository",
                    "installation",
                    "installation_repositories" ->
                    Verification.Use.TRANSLATED;
            case "ping" -> Verification.Use.PROBE;
            default -> Verification.Use.NONE;
        };
    }

    private static boolean isOfARepository(String event) {
        return use(event) == Verification.Use.TRANSLATED && !event.startsWith("installation");
    }

    private static Optional<String> single(MultiMap headers, String name, Pattern form) {
        List<String> values = headers.getAll(name);
        return values.size() == 1
                ? Optional.of(values.getFirst()).filter(form.asMatchPredicate())
                : Optional.empty();
    }
}
