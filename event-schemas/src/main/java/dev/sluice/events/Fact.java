package dev.sluice.events;

/**
 * Something that happened: the data of an event. Every fact knows what it is about and how it is
 * kept in order.
 */
public sealed interface Fact
        permits ChangeProposed,
                ChangePushed,
                ChangeClosed,
                ScanRequested,
                ScanSubmitted,
                RepositoryConnected,
                ScanScheduled,
                ChangeDescribed,
                ScanFact,
                SubmissionFact,
                ApprovalGiven,
                ApprovalWithdrawn,
                WaiverRequested,
                DeploymentRequested,
                DeploymentFinished,
                ChangeDecided,
                DeploymentDecided,
                PublicationDelivered,
                PublicationFailed {

    /** What the fact is about, the CloudEvents {@code subject}. */
    String subject();

    /** The Kafka key: facts with the same key keep their order. */
    String key();

    /** The repository that the fact belongs to; its owner is the tenant. */
    Repository repository();
}
