package dev.sluice.ingest.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is at the door, as a token whose signature is right says it. */
public sealed interface Uploader {

    /** For the audit log: who it is, and nothing that could be used as a credential. */
    String label();

    /**
     * A job of a CI system of a forge.
     *
     * @param repositoryName {@code owner/name}
     * @param owners whose jobs may hand in results, by name or number
     * @param sha the commit that the job was started for
     * @param ref the full ref that it was started for
     */
    record Job(
            String issuer,
            String forge,
            long repositoryId,
            long ownerId,
            String repositoryName,
            Set<String> owners,
            String sha,
            String ref)
            implements Uploader {
        public Job {
            owners = Set.copyOf(owners);
        }

        @Override
        public String label() {
            return issuer + " job of " + forge + "/" + repositoryId;
        }
    }

    /**
     * A program with a token of the operator's own provider.
     *
     * @param organisations {@code forge/owner id}
     * @param repositories {@code forge/repository id}, or {@code *} for all of the organisations
     */
    record Client(
            String issuer,
            @Nullable String subject,
            Set<String> scopes,
            Set<String> organisations,
            Set<String> repositories)
            implements Uploader {
        public Client {
            scopes = Set.copyOf(scopes);
            organisations = Set.copyOf(organisations);
            repositories = Set.copyOf(repositories);
        }

        @Override
        public String label() {
            return issuer + " client " + subject;
        }
    }

    /** Whoever runs this Sluice. */
    record Administrator() implements Uploader {
        @Override
        public String label() {
            return "administrator";
        }
    }

    /** A right signature on a token that lacks what its kind always has. */
    record Unknown(String missing) implements Uploader {
        @Override
        public String label() {
            return "token without " + missing;
        }
    }
}
