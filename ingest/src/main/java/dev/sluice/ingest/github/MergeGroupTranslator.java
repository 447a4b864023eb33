package dev.sluice.ingest.github;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangeReason;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.Trust;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.github.MergeGroupPayload.MergeGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Groups of a merge queue, which waits until each has been answered. They carry no time of their
 * own, so what counts is when the delivery was accepted.
 */
final class MergeGroupTranslator {

    private static final String BRANCHES = "refs/heads/";

    private MergeGroupTranslator() {}

    static Translation translate(Delivery delivery) {
        var payload = Payload.read(delivery, MergeGroupPayload.class);
        return switch (Payload.need("action", payload.action())) {
            case "checks_requested" -> translated(delivery, proposed(delivery, payload));
            case "destroyed" -> translated(delivery, closed(delivery, payload));
            default -> new Translation.Ignored(Translation.Reason.ACTION_NOT_USED);
        };
    }

    private static Translation translated(Delivery delivery, Fact fact) {
        return Events.translated(delivery, delivery.acceptedAt(), List.of(fact));
    }

    /** Only who may write can put a proposal into the queue: the group is trusted. */
    private static ChangeProposed proposed(Delivery delivery, MergeGroupPayload payload) {
        MergeGroup group = Payload.need("merge_group", payload.mergeGroup());
        Repository repository =
                Payload.need("repository", payload.repository()).repository(delivery);
        String head = branch("merge_group.head_ref", group.headRef());
        Account actor = AccountPayload.account("sender", payload.sender());
        return new ChangeProposed(
                Revision.of(
                        ChangeId.mergeGroup(repository, head),
                        Names.commit(
                                "merge_group.head_sha",
                                Payload.need("merge_group.head_sha", group.headSha())),
                        branch("merge_group.base_ref", group.baseRef())),
                repository,
                null,
                head,
                repository.id(),
                actor,
                actor,
                Trust.TRUSTED,
                ChangeReason.OPENED,
                false,
                List.of());
    }

    private static ChangeClosed closed(Delivery delivery, MergeGroupPayload payload) {
        MergeGroup group = Payload.need("merge_group", payload.mergeGroup());
        Repository repository =
                Payload.need("repository", payload.repository()).repository(delivery);
        return new ChangeClosed(
                ChangeId.mergeGroup(repository, branch("merge_group.head_ref", group.headRef())),
                repository,
                "merged".equals(payload.reason()));
    }

    private static String branch(String field, @Nullable String ref) {
        String name = Payload.need(field, ref);
        return Names.branch(
                field, name.startsWith(BRANCHES) ? name.substring(BRANCHES.length()) : name);
    }
}
