package dev.sluice.ingest.github;

import dev.sluice.events.ChangeId;
import dev.sluice.events.Repository;
import dev.sluice.events.RepositoryConnected;
import dev.sluice.events.Revision;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.forge.RaisedDelivery;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.Translation.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Meeting a repository. GitHub tells of it without saying what it holds; that is found out later
 * and comes as a delivery that GitHub never sent, the event {@link #EVENT}.
 */
final class FirstContactTranslator {

    /** Our own, in the style of GitHub's; nobody else may send it. */
    static final String EVENT = "first_contact";

    private FirstContactTranslator() {}

    /** A webhook was made; that of an organisation or an App names no repository. */
    static Translation ping(Delivery delivery) {
        RepositoryPayload repository = Payload.read(delivery, PingPayload.class).repository();
        return repository == null
                ? new Translation.Ignored(Reason.PROBE)
                : new Translation.Met(List.of(repository.repository(delivery)));
    }

    /** What the default branch holds, as the reconciler has found it. */
    static Translation found(Delivery delivery) {
        if (!RaisedDelivery.isOne(delivery.deliveryId())) {
            return new Translation.Ignored(Reason.EVENT_NOT_USED);
        }
        var payload = Payload.read(delivery, FoundPayload.class);
        RepositoryPayload found = Payload.need("repository", payload.repository());
        Repository repository = found.repository(delivery);
        String branch =
                Names.branch(
                        "repository.default_branch",
                        Payload.need("repository.default_branch", found.defaultBranch()));
        return Events.translated(
                delivery,
                delivery.acceptedAt(),
                List.of(
                        new RepositoryConnected(
                                Revision.of(
                                        ChangeId.baseline(repository, branch),
                                        Names.commit("head", Payload.need("head", payload.head())),
                                        branch),
                                repository)));
    }

    private record PingPayload(@Nullable RepositoryPayload repository) {}

    private record FoundPayload(@Nullable RepositoryPayload repository, @Nullable String head) {}
}
