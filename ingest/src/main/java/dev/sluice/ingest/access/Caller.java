package dev.sluice.ingest.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is at the door, as a token whose signature is right says it. */
public sealed interface Caller {

    /**
     * Who it is, and nothing that could be used as a credential: for the audit log, and to tell
     * whose share somebody takes. All jobs of a repository are one.
     */
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
            implements Caller {
        public Job {
            owners = Set.copyOf(owners);
        }

        @Override
        public String label() {
            return issuer + " job of " + forge + "/" + repositoryId;
        }
    }

    /** A program with a token of the operator's own provider. */
    record Client(String issuer, @Nullable String subject, Set<String> scopes, Reach reach)
            implements Caller {
        public Client {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public String label() {
            return issuer + " client " + subject;
        }
    }

    /** Whoever runs this Sluice. */
    record Administrator() implements Caller {
        @Override
        public String label() {
            return "administrator";
        }
    }

    /** A right signature on a token that lacks what its kind always has. */
    record Unknown(String missing) implements Caller {
        @Override
        public String label() {
            return "token without " + missing;
        }
    }
}
