package dev.sluice.ingest.submissions;

import dev.sluice.events.DeterministicId;
import dev.sluice.events.Repository;
import dev.sluice.events.Submission;
import dev.sluice.ingest.access.Caller;
import dev.sluice.ingest.access.Scope;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether somebody may hand in a document about what a request names. */
sealed interface Admission {

    /** They may; what the request left open comes from the token. */
    record Granted(Repository repository, String commit, @Nullable String ref)
            implements Admission {

        /** What is handed in. Handing in the same again is the same submission, later. */
        Submission submission(Claim claim, byte[] compressed, Instant now) {
            UUID id =
                    DeterministicId.of(
                            "submission",
                            repository.key(),
                            commit,
                            String.valueOf(ref),
                            claim.format().name(),
                            claim.category(),
                            sha256(compressed));
            return new Submission(
                    id, repository, commit, ref, claim.format(), claim.category(), now);
        }

        private static String sha256(byte[] bytes) {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    /** The request leaves open what only it can say. */
    record Incomplete(String detail) implements Admission {}

    /** They may not. */
    record Denied(String detail) implements Admission {}

    static Admission of(Caller caller, Claim claim) {
        return switch (caller) {
            case Caller.Job job -> job(job, claim);
            case Caller.Client client -> client(client, claim);
            case Caller.Administrator _ -> named(claim);
            case Caller.Unknown unknown ->
                    new Denied(
                            "The token has no claim " + unknown.missing() + " that can be read.");
        };
    }

    /**
     * A job speaks for its own repository and commit. One of a proposal was started for a merge
     * that only the forge knows; it may name the head, and what it says then counts for that
     * proposal alone.
     */
    private static Admission job(Caller.Job job, Claim claim) {
        int slash = job.repositoryName().lastIndexOf('/');
        String owner = slash < 1 ? "" : job.repositoryName().substring(0, slash);
        boolean isOwner =
                job.owners().contains(owner.toLowerCase(Locale.ROOT))
                        || job.owners().contains(Long.toString(job.ownerId()));
        if (!isOwner) {
            return new Denied("Jobs of this owner may not hand in results here.");
        }
        boolean another =
                (claim.repository() != null
                                && !claim.repository().equalsIgnoreCase(job.repositoryName()))
                        || (claim.repositoryId() != null
                                && claim.repositoryId() != job.repositoryId())
                        || (claim.ownerId() != null && claim.ownerId() != job.ownerId())
                        || !claim.forge().equals(job.forge());
        if (another) {
            return new Denied("The token is of a job of another repository.");
        }
        if (claim.ref() != null && !claim.ref().equals(job.ref())) {
            return new Denied("The token is of a job for another ref.");
        }
        String commit = claim.commit() == null ? job.sha() : claim.commit();
        if (!commit.equals(job.sha()) && !Submission.isOfProposal(job.ref())) {
            return new Denied("The token is of a job for another commit.");
        }
        if (!isCommit(job.sha()) || owner.isEmpty()) {
            return new Denied("The claims of the token name no commit or no repository.");
        }
        return new Granted(
                new Repository(
                        job.forge(),
                        job.repositoryId(),
                        job.ownerId(),
                        owner,
                        job.repositoryName().substring(slash + 1)),
                commit,
                job.ref());
    }

    private static Admission client(Caller.Client client, Claim claim) {
        if (!client.scopes().contains(Scope.SCANS_WRITE.text())) {
            return new Denied("The token has no scope " + Scope.SCANS_WRITE.text() + ".");
        }
        return switch (named(claim)) {
            case Granted granted
                    when !client.reach()
                            .covers(
                                    granted.repository().organisation(),
                                    granted.repository().key()) ->
                    new Denied("The token is not for this organisation and repository.");
            case Admission other -> other;
        };
    }

    private static Admission named(Claim claim) {
        String commit = claim.commit();
        String repository = claim.repository();
        Long repositoryId = claim.repositoryId();
        Long ownerId = claim.ownerId();
        if (commit == null || repository == null || repositoryId == null || ownerId == null) {
            return new Incomplete(
                    "Without the token of a job, commit, repository, repository-id and owner-id"
                            + " have to be given.");
        }
        int slash = repository.lastIndexOf('/');
        return new Granted(
                new Repository(
                        claim.forge(),
                        repositoryId,
                        ownerId,
                        repository.substring(0, slash),
                        repository.substring(slash + 1)),
                commit,
                claim.ref());
    }

    private static boolean isCommit(String sha) {
        return sha.matches("[0-9a-f]{40}|[0-9a-f]{64}");
    }
}
