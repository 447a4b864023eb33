package dev.sluice.ingest.github;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Repository;
import dev.sluice.events.RequestReason;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.changes.OpenChange;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.Translation.Reason;
import dev.sluice.ingest.github.CommentPayload.Comment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Commands in comments on pull requests and on their lines. Anybody may comment, so whether
 * somebody may write is asked of GitHub, and only when everything else is right.
 */
final class CommentTranslator {

    private final KnownChanges changes;
    private final Permissions permissions;

    CommentTranslator(KnownChanges changes, Permissions permissions) {
        this.changes = changes;
        this.permissions = permissions;
    }

    Translation translate(Delivery delivery) {
        var payload = Payload.read(delivery, CommentPayload.class);
        if (!"created".equals(Payload.need("action", payload.action()))) {
            return ignored(Reason.ACTION_NOT_USED);
        }
        Comment comment = Payload.need("comment", payload.comment());
        return switch (Command.of(Objects.requireNonNullElse(comment.body(), ""))) {
            case NONE -> ignored(Reason.NO_COMMAND);
            case UNKNOWN -> ignored(Reason.UNKNOWN_COMMAND);
            case RESCAN -> rescan(delivery, payload, comment);
        };
    }

    private Translation rescan(Delivery delivery, CommentPayload payload, Comment comment) {
        if (!payload.isOnAProposal()) {
            return ignored(Reason.NOT_A_PROPOSAL);
        }
        if (!AccountPayload.isPerson(payload.sender())) {
            return ignored(Reason.NOT_A_PERSON);
        }
        Repository repository =
                Payload.need("repository", payload.repository()).repository(delivery);
        Optional<OpenChange> change =
                changes.of(ChangeId.proposed(repository, payload.proposalNumber()));
        if (change.isEmpty()) {
            return ignored(Reason.NO_OPEN_CHANGE);
        }
        Account by = AccountPayload.account("sender", payload.sender());
        return switch (permissions.of(repository, by)) {
            case ADMIN, WRITE ->
                    Events.translated(
                            delivery,
                            Times.of(comment.createdAt(), delivery),
                            List.of(change.get().request(repository, by, RequestReason.COMMAND)));
            case READ, NONE -> ignored(Reason.NOT_PERMITTED);
            case UNKNOWN -> ignored(Reason.PERMISSION_UNKNOWN);
        };
    }

    private static Translation ignored(Reason reason) {
        return new Translation.Ignored(reason);
    }
}
