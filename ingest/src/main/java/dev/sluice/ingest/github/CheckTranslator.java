package dev.sluice.ingest.github;

import dev.sluice.events.Account;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.RequestReason;
import dev.sluice.events.WaiverRequested;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.Translation.Reason;
import dev.sluice.ingest.github.CheckPayload.Check;
import dev.sluice.ingest.github.CheckPayload.RequestedAction;
import java.util.List;
import java.util.Optional;

/**
 * The buttons of our own checks. GitHub offers them only to people who may write and signs that
 * they were pressed, so it is not asked again: the answer would be the same, and a button that is
 * dead whenever the API is away helps nobody. A scan trusts nobody more than the one before, and a
 * waiver that is asked for is not given.
 */
final class CheckTranslator {

    private final KnownChanges changes;
    private final OwnApp app;

    CheckTranslator(KnownChanges changes, OwnApp app) {
        this.changes = changes;
        this.app = app;
    }

    Translation run(Delivery delivery) {
        var payload = Payload.read(delivery, CheckPayload.class);
        return switch (Payload.need("action", payload.action())) {
            case "rerequested" -> rerunCheck(delivery, payload);
            case "requested_action" -> pressed(delivery, payload);
            default -> new Translation.Ignored(Reason.ACTION_NOT_USED);
        };
    }

    private Translation pressed(Delivery delivery, CheckPayload payload) {
        RequestedAction button = Payload.need("requested_action", payload.requestedAction());
        return switch (Payload.need("requested_action.identifier", button.identifier())) {
            case "rerun" -> rerunCheck(delivery, payload);
            case "request-waiver" -> requestWaiver(delivery, payload);
            default -> new Translation.Ignored(Reason.ACTION_NOT_USED);
        };
    }

    Translation suite(Delivery delivery) {
        var payload = Payload.read(delivery, CheckPayload.class);
        if (!"rerequested".equals(Payload.need("action", payload.action()))) {
            return new Translation.Ignored(Reason.ACTION_NOT_USED);
        }
        Check suite = Payload.need("check_suite", payload.suite());
        if (!isOurs(suite)) {
            return new Translation.Ignored(Reason.NOT_OURS);
        }
        return scans(
                delivery, payload, suite.head("check_suite.head_sha"), RequestReason.RERUN_SUITE);
    }

    private Translation rerunCheck(Delivery delivery, CheckPayload payload) {
        Check run = Payload.need("check_run", payload.run());
        if (!isOurs(run) || ExternalId.of(run.externalId()).isEmpty()) {
            return new Translation.Ignored(Reason.NOT_OURS);
        }
        return scans(delivery, payload, run.head("check_run.head_sha"), RequestReason.RERUN_CHECK);
    }

    private Translation requestWaiver(Delivery delivery, CheckPayload payload) {
        Check run = Payload.need("check_run", payload.run());
        Optional<ExternalId> decision = ExternalId.of(run.externalId());
        if (!isOurs(run) || decision.isEmpty()) {
            return new Translation.Ignored(Reason.NOT_OURS);
        }
        if (!AccountPayload.isPerson(payload.sender())) {
            return new Translation.Ignored(Reason.NOT_A_PERSON);
        }
        if (decision.get().sequence() == 0) {
            return new Translation.Ignored(Reason.NOT_DECIDED);
        }
        Repository repository = repository(delivery, payload);
        Account by = AccountPayload.account("sender", payload.sender());
        return translated(
                delivery,
                changes.at(repository, decision.get().revision()).stream()
                        .<Fact>map(change ->
                                new WaiverRequested(
                                        change.revision(),
                                        repository,
                                        decision.get().sequence(),
                                        by))
                        .toList());
    }

    private Translation scans(
            Delivery delivery, CheckPayload payload, String headSha, RequestReason reason) {
        if (!AccountPayload.isPerson(payload.sender())) {
            return new Translation.Ignored(Reason.NOT_A_PERSON);
        }
        Repository repository = repository(delivery, payload);
        Account by = AccountPayload.account("sender", payload.sender());
        return translated(
                delivery,
                changes.at(repository, headSha).stream()
                        .<Fact>map(change -> change.request(repository, by, reason))
                        .toList());
    }

    private static Translation translated(Delivery delivery, List<Fact> facts) {
        return facts.isEmpty()
                ? new Translation.Ignored(Reason.NO_OPEN_CHANGE)
                : Events.translated(delivery, delivery.acceptedAt(), facts);
    }

    private boolean isOurs(Check check) {
        return app.mayBe(check.app() == null ? null : check.app().id());
    }

    private static Repository repository(Delivery delivery, CheckPayload payload) {
        return Payload.need("repository", payload.repository()).repository(delivery);
    }
}
