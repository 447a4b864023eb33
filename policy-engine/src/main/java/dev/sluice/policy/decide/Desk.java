package dev.sluice.policy.decide;

import dev.sluice.events.ApprovalGiven;
import dev.sluice.events.ApprovalWithdrawn;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.DeploymentDecided;
import dev.sluice.events.DeploymentFinished;
import dev.sluice.events.DeploymentRequested;
import dev.sluice.events.Event;
import dev.sluice.events.OperationFact;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.PublicationFailed;
import dev.sluice.events.Repository;
import dev.sluice.events.RepositoryConnected;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanRequested;
import dev.sluice.events.ScanScheduled;
import dev.sluice.events.ScanSubmitted;
import dev.sluice.events.SubmissionFact;
import dev.sluice.events.SubmissionReported;
import dev.sluice.events.WaiverRequested;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.policy.database.PolicyDatabase;
import dev.sluice.policy.evaluate.Evaluation;
import dev.sluice.policy.evaluate.Evaluator;
import dev.sluice.policy.evaluate.Inputs;
import dev.sluice.policy.language.PolicyInForce;
import dev.sluice.policy.sources.PolicySources;
import dev.sluice.policy.submissions.Submissions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Takes facts, files them, and decides when enough is there or it is time. */
@Singleton
public class Desk {

    private static final Logger LOG = Logger.getLogger(Desk.class);

    private static final Duration POSTPONED = Duration.ofMinutes(1);

    private final PolicyDatabase database;
    private final PolicySources policies;
    private final DecideConfig config;
    private final Clock clock;

    @Inject
    Desk(PolicyDatabase database, PolicySources policies, DecideConfig config) {
        this(database, policies, config, Clock.systemUTC());
    }

    Desk(PolicyDatabase database, PolicySources policies, DecideConfig config, Clock clock) {
        this.database = database;
        this.policies = policies;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Files an event and decides if that is possible now; the same event again changes nothing.
     *
     * @return whether there is a new decision
     */
    public boolean take(Event<?> event) {
        return switch (event.fact()) {
            case ChangeProposed fact -> changed(event, fact.revision(), fact.repository());
            case ChangePushed fact -> changed(event, fact.revision(), fact.repository());
            case ChangeClosed fact -> closed(event, fact);
            case ChangeDescribed fact -> described(event, fact);
            case ScanFact fact -> scanned(event, fact);
            case SubmissionFact fact -> submitted(event, fact);
            case ScanRequested fact -> requested(event, fact);
            case RepositoryConnected fact -> connected(event, fact);
            case ScanSubmitted _,
                    ScanScheduled _,
                    ApprovalGiven _,
                    ApprovalWithdrawn _,
                    WaiverRequested _,
                    DeploymentRequested _,
                    DeploymentFinished _,
                    ChangeDecided _,
                    DeploymentDecided _,
                    PublicationDelivered _,
                    PublicationFailed _,
                    OperationFact _ ->
                    false;
        };
    }

    /**
     * Decides one revision whose time has come.
     *
     * @return whether there was one
     */
    public boolean decideNextDue() {
        return database.inTransaction(handle -> {
            Optional<UUID> due = Revisions.lockDue(handle, clock.instant());
            due.ifPresent(revision -> decideOrPostpone(handle, revision));
            return due.isPresent();
        });
    }

    /** What is wrong with one revision must not keep the others from being decided in time. */
    private void decideOrPostpone(Handle handle, UUID revision) {
        try {
            decide(handle, revision);
        } catch (JdbiException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "revision %s cannot be decided, next try in %s", revision, POSTPONED);
            Revisions.due(handle, revision, clock.instant().plus(POSTPONED));
        }
    }

    private boolean changed(Event<?> event, Revision revision, Repository repository) {
        return database.inTransaction(handle -> {
            Submissions.lockForRevision(handle, repository);
            var revisions = Revisions.lock(handle, revision.change());
            revisions.seen(event, revision, repository, deadline());
            revisions.changed(event, revision, deadline());
            return Revisions.open(handle, revision.change()).stream()
                    .map(open -> decide(handle, open))
                    .reduce(false, Boolean::logicalOr);
        });
    }

    private boolean closed(Event<?> event, ChangeClosed fact) {
        return database.inTransaction(handle -> {
            Revisions.lock(handle, fact.change()).closed(event, deadline());
            return false;
        });
    }

    private boolean requested(Event<?> event, ScanRequested fact) {
        return database.inTransaction(handle -> {
            Submissions.lockForRevision(handle, fact.repository());
            var revisions = Revisions.lock(handle, fact.revision().change());
            return revisions.requested(event, fact.revision(), deadline())
                    && decide(handle, fact.revision().id());
        });
    }

    private boolean connected(Event<?> event, RepositoryConnected fact) {
        return database.inTransaction(handle -> {
            Revisions.lock(handle, fact.revision().change())
                    .seen(event, fact.revision(), fact.repository(), deadline());
            return false;
        });
    }

    private boolean described(Event<?> event, ChangeDescribed fact) {
        return database.inTransaction(handle -> {
            Submissions.lockForRevision(handle, fact.repository());
            var revisions = Revisions.lock(handle, fact.revision().change());
            revisions.seen(event, fact.revision(), fact.repository(), deadline());
            revisions.described(event, fact);
            return decide(handle, fact.revision().id());
        });
    }

    private boolean scanned(Event<?> event, ScanFact fact) {
        return database.inTransaction(handle -> {
            Submissions.lockForRevision(handle, fact.repository());
            var revisions = Revisions.lock(handle, fact.revision().change());
            revisions.seen(event, fact.revision(), fact.repository(), deadline());
            revisions.scanned(event, fact);
            boolean telling = !(fact instanceof ScanReported) || revisions.hasEnded(fact);
            return telling && decide(handle, fact.revision().id());
        });
    }

    private boolean submitted(Event<?> event, SubmissionFact fact) {
        return database.inTransaction(handle -> {
            Submissions.lockForSubmission(handle, fact.repository());
            Submissions.keep(handle, event, fact);
            if (fact instanceof SubmissionReported) {
                return false;
            }
            boolean decided = false;
            for (Submissions.Concerned concerned : Submissions.concerned(handle, fact)) {
                Revisions.lock(handle, concerned.change()).heard(concerned.revision(), event);
                decided |= decide(handle, concerned.revision());
            }
            return decided;
        });
    }

    /** Forgets what was handed in so long ago that no change will have it any more. */
    public void forgetOldSubmissions() {
        int forgotten =
                database.inTransaction(handle ->
                        Submissions.forget(
                                handle, clock.instant().minus(config.submissionsKept())));
        if (forgotten > 0) {
            LOG.infof(
                    "%d results of other tools are forgotten, they are older than %s",
                    forgotten, config.submissionsKept());
        }
    }

    private boolean decide(Handle handle, UUID id) {
        StoredRevision revision = Revisions.get(handle, id);
        if (revision.state() != RevisionState.OPEN) {
            return false;
        }
        Instant now = clock.instant();
        PolicyInForce policy = policies.inForce(revision.description());
        var inputs =
                Inputs.of(
                        revision.change(),
                        revision.description(),
                        scans(handle, revision),
                        config.advisoriesSample().openGaps());
        Evaluation evaluation = evaluate(revision, policy, inputs, now);
        Revisions.due(handle, id, due(revision, inputs, evaluation, now));
        if (!evaluation.decidesForGood() && !revision.late(now)) {
            return false;
        }
        Decision decision = decision(revision, policy, inputs, evaluation, now);
        if (!revision.owed()
                && Decisions.last(handle, revision).filter(decision::saysTheSameAs).isPresent()) {
            return false;
        }
        EventWriter.record(decision.event()); // what could never be sent must not be kept
        Decisions.add(handle, decision, inputs);
        LOG.infof(
                "%s %s: %s, decision %d, correlation %s",
                revision.revision().change(),
                revision.revision().headSha(),
                evaluation.verdict(),
                decision.content().sequence(),
                revision.trace().correlation());
        return true;
    }

    private static List<ScanFact> scans(Handle handle, StoredRevision revision) {
        return Stream.concat(
                        revision.scans().stream(),
                        Submissions.about(
                                handle,
                                revision.revision(),
                                revision.repository(),
                                revision.description())
                                .stream())
                .toList();
    }

    private static Evaluation evaluate(
            StoredRevision revision, PolicyInForce policy, Inputs inputs, Instant now) {
        return revision.change() == null
                ? Evaluator.undecidable(
                        "change", "the event that announced the change has not arrived", false)
                : Evaluator.evaluate(policy, inputs, now);
    }

    /** The deadline while something is outstanding, and whenever a rule looks at the clock. */
    private static @Nullable Instant due(
            StoredRevision revision, Inputs inputs, Evaluation evaluation, Instant now) {
        boolean outstanding =
                revision.change() == null || !inputs.complete() || !evaluation.decidesForGood();
        return Stream.concat(
                        Stream.ofNullable(evaluation.reviewAt()),
                        outstanding && !revision.late(now)
                                ? Stream.of(revision.deadline())
                                : Stream.empty())
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static Decision decision(
            StoredRevision revision,
            PolicyInForce policy,
            Inputs inputs,
            Evaluation evaluation,
            Instant now) {
        var content =
                new ChangeDecided(
                        revision.revision(),
                        revision.repository(),
                        revision.lastSequence() + 1,
                        evaluation.verdict(),
                        now,
                        policy.digest(),
                        inputs.digest(),
                        evaluation.reason(),
                        evaluation.newFindings(),
                        evaluation.knownFindings(),
                        evaluation.gaps(),
                        evaluation.rules(),
                        evaluation.reviewAt());
        return new Decision(content, revision.trace());
    }

    private Instant deadline() {
        return clock.instant().plus(config.deadline());
    }
}
