package dev.sluice.events;

import org.jspecify.annotations.Nullable;

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
                PublicationFailed,
                OperationFact {

    /** What the fact is about, the CloudEvents {@code subject}. */
    String subject();

    /** The Kafka key: facts with the same key keep their order. */
    String key();

    /** The repository that the fact belongs to; absent where it belongs to none. */
    @Nullable Repository repository();

    /** The tenancy key: the owner of the repository; absent where it concerns no single tenant. */
    default @Nullable String organisation() {
        Repository repository = repository();
        return repository == null ? null : repository.organisation();
    }
}
