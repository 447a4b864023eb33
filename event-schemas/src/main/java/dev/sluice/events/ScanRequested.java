package dev.sluice.events;

import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a revision scanned and decided again. It says all that a scan needs, so that
 * whoever scans has to remember nothing.
 *
 * @param number of the pull or merge request; absent for pushes and merge groups
 * @param previousSha for a push, as it was said of the push; absent otherwise
 * @param trust as it was said of the change: asking again does not make an author trusted
 */
public record ScanRequested(
        Revision revision,
        Repository repository,
        @Nullable Long number,
        @Nullable String previousSha,
        Trust trust,
        Account requestedBy,
        RequestReason reason)
        implements Fact {
    public ScanRequested {
        Require.present("revision", revision);
        Require.present("repository", repository);
        if (previousSha != null) {
            Require.sha("previousSha", previousSha);
        }
        Require.present("trust", trust);
        Require.present("requestedBy", requestedBy);
        Require.present("reason", reason);
    }

    @Override
    public String subject() {
        return revision.change().value();
    }

    @Override
    public String key() {
        return repository.key();
    }
}
