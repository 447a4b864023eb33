package dev.sluice.ingest.github;

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
import dev.sluice.ingest.github.PullRequestPayload.Label;
import dev.sluice.ingest.github.PullRequestPayload.PullRequest;
import dev.sluice.ingest.github.PullRequestPayload.Side;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pull requests from their opening to their end. */
final class PullRequestTranslator {

    private PullRequestTranslator() {}

    static Translation translate(Delivery delivery) {
        var payload = Payload.read(delivery, PullRequestPayload.class);
        return switch (Payload.need("action", payload.action())) {
            case "opened" -> proposed(delivery, payload, ChangeReason.OPENED);
            case "reopened" -> proposed(delivery, payload, ChangeReason.REOPENED);
            case "synchronize" -> proposed(delivery, payload, ChangeReason.UPDATED);
            case "edited" -> proposed(delivery, payload, reasonOfEdit(payload));
            case "ready_for_review" -> proposed(delivery, payload, ChangeReason.READIED);
            case "converted_to_draft" -> proposed(delivery, payload, ChangeReason.DRAFTED);
            case "labeled" -> proposed(delivery, payload, ChangeReason.LABELLED);
            case "unlabeled" -> proposed(delivery, payload, ChangeReason.UNLABELLED);
            case "closed" -> closed(delivery, payload);
            default -> new Translation.Ignored(Translation.Reason.ACTION_NOT_USED);
        };
    }

    private static Translation proposed(
            Delivery delivery, PullRequestPayload payload, ChangeReason reason) {
        PullRequest pull = Payload.need("pull_request", payload.pullRequest());
        Repository repository =
                Payload.need("repository", payload.repository()).repository(delivery);
        long number = Names.number("pull_request.number", pull.number());
        Side head = Payload.need("pull_request.head", pull.head());
        Side base = Payload.need("pull_request.base", pull.base());
        Long headRepository = repositoryId("pull_request.head.repo.id", head);
        Long baseRepository =
                Payload.need(
                        "pull_request.base.repo.id",
                        repositoryId("pull_request.base.repo.id", base));
        return translated(
                delivery,
                pull,
                new ChangeProposed(
                        Revision.of(
                                ChangeId.proposed(repository, number),
                                commit("pull_request.head.sha", head),
                                branch("pull_request.base.ref", base)),
                        repository,
                        number,
                        branch("pull_request.head.ref", head),
                        headRepository,
                        AccountPayload.account("pull_request.user", pull.user()),
                        AccountPayload.account("sender", payload.sender()),
                        baseRepository.equals(headRepository) ? Trust.TRUSTED : Trust.UNTRUSTED,
                        reason,
                        Boolean.TRUE.equals(pull.draft()),
                        labels(pull)));
    }

    private static Translation closed(Delivery delivery, PullRequestPayload payload) {
        PullRequest pull = Payload.need("pull_request", payload.pullRequest());
        Repository repository =
                Payload.need("repository", payload.repository()).repository(delivery);
        ChangeId change =
                ChangeId.proposed(repository, Names.number("pull_request.number", pull.number()));
        return translated(
                delivery,
                pull,
                new ChangeClosed(change, repository, Boolean.TRUE.equals(pull.merged())));
    }

    private static Translation translated(Delivery delivery, PullRequest pull, Fact fact) {
        return Events.translated(delivery, Times.of(pull.updatedAt(), delivery), List.of(fact));
    }

    private static ChangeReason reasonOfEdit(PullRequestPayload payload) {
        return payload.changes() != null && payload.changes().base() != null
                ? ChangeReason.RETARGETED
                : ChangeReason.EDITED;
    }

    static String baseBranch(PullRequest pull) {
        return branch("pull_request.base.ref", Payload.need("pull_request.base", pull.base()));
    }

    private static String commit(String field, Side side) {
        return Names.commit(field, Payload.need(field, side.sha()));
    }

    private static String branch(String field, Side side) {
        return Names.branch(field, Payload.need(field, side.ref()));
    }

    private static @Nullable Long repositoryId(String field, Side side) {
        return side.repo() == null || side.repo().id() == null
                ? null
                : Names.id(field, side.repo().id());
    }

    private static List<String> labels(PullRequest pull) {
        return Objects.requireNonNullElse(pull.labels(), List.<Label>of()).stream()
                .map(label -> Payload.need("pull_request.labels[]", label))
                .map(label -> Payload.need("pull_request.labels[].name", label.name()))
                .map(label -> Names.label("pull_request.labels[].name", Characters.honest(label)))
                .distinct()
                .sorted()
                .toList();
    }
}
