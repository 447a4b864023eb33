package dev.sluice.ingest.github;

import dev.sluice.events.ChangeClosed;
import dev.sluice.events.Repository;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.Translation.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Repositories that come to us or to an end, here or at the forge. Of what is new it is found out
 * what it holds; what was open in those that end is closed, because nobody can look at it or answer
 * it any more. All else leaves everything as it is: repositories and owners are known by their
 * numbers, and names and permissions are taken from each delivery or asked for anew.
 */
final class LifecycleTranslator {

    private final KnownChanges changes;
    private final OwnApp app;

    LifecycleTranslator(KnownChanges changes, OwnApp app) {
        this.changes = changes;
        this.app = app;
    }

    Translation repository(Delivery delivery) {
        var payload = Payload.read(delivery, LifecyclePayload.class);
        return switch (Payload.need("action", payload.action())) {
            case "deleted" ->
                    closed(
                            delivery,
                            List.of(
                                    Payload.need("repository", payload.repository())
                                            .repository(delivery)));
            case "renamed",
                    "transferred",
                    "edited",
                    "archived",
                    "unarchived",
                    "publicized",
                    "privatized" ->
                    ignored(Reason.IDENTITY_KEPT);
            default -> ignored(Reason.ACTION_NOT_USED);
        };
    }

    Translation installation(Delivery delivery) {
        var payload = Payload.read(delivery, LifecyclePayload.class);
        return switch (Payload.need("action", payload.action())) {
            case "created" -> met(delivery, payload, payload.repositories());
            case "deleted" -> left(delivery, payload, payload.repositories());
            case "suspend", "unsuspend", "new_permissions_accepted" ->
                    ignored(Reason.PERMISSIONS_CHANGED);
            default -> ignored(Reason.ACTION_NOT_USED);
        };
    }

    Translation installationRepositories(Delivery delivery) {
        var payload = Payload.read(delivery, LifecyclePayload.class);
        return switch (Payload.need("action", payload.action())) {
            case "added" -> met(delivery, payload, payload.added());
            case "removed" -> left(delivery, payload, payload.removed());
            default -> ignored(Reason.ACTION_NOT_USED);
        };
    }

    private Translation met(
            Delivery delivery,
            LifecyclePayload payload,
            @Nullable List<LifecyclePayload.Named> some) {
        return app.mayBe(Payload.need("installation", payload.installation()).appId())
                ? new Translation.Met(payload.named(delivery, some))
                : ignored(Reason.NOT_OURS);
    }

    private Translation left(
            Delivery delivery,
            LifecyclePayload payload,
            @Nullable List<LifecyclePayload.Named> some) {
        return app.mayBe(Payload.need("installation", payload.installation()).appId())
                ? closed(delivery, payload.named(delivery, some))
                : ignored(Reason.NOT_OURS);
    }

    private Translation closed(Delivery delivery, List<Repository> repositories) {
        List<ChangeClosed> closed =
                repositories.stream()
                        .flatMap(repository ->
                                changes.openUntil(repository, delivery.acceptedAt()).stream()
                                        .map(change -> new ChangeClosed(change, repository, false)))
                        .toList();
        return closed.isEmpty()
                ? ignored(Reason.NO_OPEN_CHANGE)
                : Events.translated(delivery, delivery.acceptedAt(), closed);
    }

    private static Translation ignored(Reason reason) {
        return new Translation.Ignored(reason);
    }
}
