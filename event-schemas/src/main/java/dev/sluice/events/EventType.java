package dev.sluice.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The types of events: the name on the wire, the topic, and the record that holds the data. */
public enum EventType {
    CHANGE_PROPOSED("change.proposed", Topic.CHANGES, ChangeProposed.class),
    CHANGE_PUSHED("change.pushed", Topic.CHANGES, ChangePushed.class),
    CHANGE_CLOSED("change.closed", Topic.CHANGES, ChangeClosed.class),
    SCAN_REQUESTED("scan.requested", Topic.CHANGES, ScanRequested.class),
    SCAN_SUBMITTED("scan.submitted", Topic.SUBMISSIONS, ScanSubmitted.class),
    REPOSITORY_CONNECTED("repository.connected", Topic.CHANGES, RepositoryConnected.class),
    SCAN_SCHEDULED("scan.scheduled", Topic.SCAN_REQUESTS, ScanScheduled.class),
    CHANGE_DESCRIBED("change.described", Topic.SCANS, ChangeDescribed.class),
    SCAN_REPORTED("scan.reported", Topic.SCANS, ScanReported.class),
    SCAN_COMPLETED("scan.completed", Topic.SCANS, ScanCompleted.class),
    SCAN_FAILED("scan.failed", Topic.SCANS, ScanFailed.class),
    SCAN_SKIPPED("scan.skipped", Topic.SCANS, ScanSkipped.class),
    SUBMISSION_REPORTED("submission.reported", Topic.SCANS, SubmissionReported.class),
    SUBMISSION_COMPLETED("submission.completed", Topic.SCANS, SubmissionCompleted.class),
    SUBMISSION_FAILED("submission.failed", Topic.SCANS, SubmissionFailed.class),
    APPROVAL_GIVEN("approval.given", Topic.APPROVALS, ApprovalGiven.class),
    APPROVAL_WITHDRAWN("approval.withdrawn", Topic.APPROVALS, ApprovalWithdrawn.class),
    WAIVER_REQUESTED("waiver.requested", Topic.APPROVALS, WaiverRequested.class),
    DEPLOYMENT_REQUESTED("deployment.requested", Topic.DEPLOYMENTS, DeploymentRequested.class),
    DEPLOYMENT_FINISHED("deployment.finished", Topic.DEPLOYMENTS, DeploymentFinished.class),
    CHANGE_DECIDED("change.decided", Topic.DECISIONS, ChangeDecided.class),
    DEPLOYMENT_DECIDED("deployment.decided", Topic.DECISIONS, DeploymentDecided.class),
    PUBLICATION_DELIVERED("publication.delivered", Topic.PUBLICATIONS, PublicationDelivered.class),
    PUBLICATION_FAILED("publication.failed", Topic.PUBLICATIONS, PublicationFailed.class),
    ACT_RECORDED("act.recorded", Topic.AUDIT, ActRecorded.class),
    REPLAY_REQUESTED("replay.requested", Topic.REPLAYS, ReplayRequested.class);

    private static final Map<String, EventType> BY_WIRE_NAME =
            Arrays.stream(values())
                    .collect(
                            Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));
    private static final Map<Class<? extends Fact>, EventType> BY_FACT =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(EventType::fact, Function.identity()));

    private final String subjectAndPredicate;
    private final Topic topic;
    private final Class<? extends Fact> fact;

    EventType(String subjectAndPredicate, Topic topic, Class<? extends Fact> fact) {
        this.subjectAndPredicate = subjectAndPredicate;
        this.topic = topic;
        this.fact = fact;
    }

    /** {@code dev.sluice.change.proposed.v1}, the CloudEvents {@code type}. */
    public String wireName() {
        return "dev.sluice." + subjectAndPredicate + ".v1";
    }

    /** {@code change.proposed}, as people say it. */
    public String shortName() {
        return subjectAndPredicate;
    }

    public Topic topic() {
        return topic;
    }

    public Class<? extends Fact> fact() {
        return fact;
    }

    public static Optional<EventType> ofWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    public static EventType of(Fact fact) {
        return Objects.requireNonNull(BY_FACT.get(fact.getClass()), "every fact has a type");
    }
}
