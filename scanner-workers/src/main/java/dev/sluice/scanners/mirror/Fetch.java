package dev.sluice.scanners.mirror;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * One fetch of the refs that are wanted into an open mirror. What the server shows for a ref and
 * what is fetched come from the same conversation, so that they cannot disagree.
 */
final class Fetch {

    /** A server that says nothing for so long is gone. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Forge forge;
    private final CredentialsProvider credentials;
    private final Set<String> allowedPrivateHosts;

    Fetch(Forge forge, CredentialsProvider credentials, Set<String> allowedPrivateHosts) {
        this.forge = forge;
        this.credentials = credentials;
        this.allowedPrivateHosts = allowedPrivateHosts;
    }

    FetchOutcome into(Repository mirror, URIish url, Wanted wanted) throws IOException {
        try (Transport transport = transport(mirror, url);
                FetchConnection connection = transport.openFetch(specs(wanted))) {
            Ref head = connection.getRef(wanted.headRef());
            Ref base = wanted.baseRef() == null ? null : connection.getRef(wanted.baseRef());
            fetchNew(
                    connection,
                    mirror,
                    Stream.<@Nullable Ref>of(head, base).filter(Objects::nonNull).toList());
            return outcome(mirror, wanted, head, base);
        }
    }

    private static void fetchNew(FetchConnection connection, Repository mirror, List<Ref> shown)
            throws IOException {
        var news = new ArrayList<Ref>();
        for (Ref ref : shown) {
            if (!isKept(mirror, ref)) {
                news.add(ref);
            }
        }
        if (news.isEmpty()) {
            return;
        }
        connection.fetch(NullProgressMonitor.INSTANCE, news, Set.of());
        for (Ref ref : news) {
            keep(mirror, ref);
        }
    }

    private Transport transport(Repository mirror, URIish url) throws IOException {
        Transport transport = Transport.open(mirror, url);
        if (!(transport instanceof TransportHttp http)) {
            transport.close();
            throw new IOException("only HTTP is spoken");
        }
        http.setHttpConnectionFactory(new GuardedConnections(forge.base(), allowedPrivateHosts));
        http.setTimeout((int) SILENCE.toSeconds());
        http.setObjectChecker(objectChecker());
        http.setCredentialsProvider(credentials);
        return http;
    }

    /**
     * Strict about everything that could lead somewhere, such as entries named {@code .git}, and
     * lenient about flaws of old tools that many honest histories have.
     */
    private static ObjectChecker objectChecker() {
        return new ObjectChecker()
                .setAllowLeadingZeroFileMode(true)
                .setAllowInvalidPersonIdent(true);
    }

    private static List<RefSpec> specs(Wanted wanted) {
        return wanted.refs().stream().map(RefSpec::new).toList();
    }

    /** Refs are kept under a hash of their name: names from outside never become file names. */
    private static String kept(String ref) {
        return MirrorDirectory.KEPT_REFS + MirrorDirectory.hash(ref);
    }

    private static boolean isKept(Repository mirror, Ref shown) throws IOException {
        Ref kept = mirror.exactRef(kept(shown.getName()));
        return kept != null && shown.getObjectId().equals(kept.getObjectId());
    }

    private static void keep(Repository mirror, Ref shown) throws IOException {
        RefUpdate update = mirror.updateRef(kept(shown.getName()));
        update.setNewObjectId(shown.getObjectId());
        switch (update.forceUpdate()) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            case NOT_ATTEMPTED,
                    LOCK_FAILURE,
                    REJECTED,
                    REJECTED_CURRENT_BRANCH,
                    REJECTED_MISSING_OBJECT,
                    REJECTED_OTHER_REASON,
                    IO_FAILURE,
                    RENAMED ->
                    throw new FileSystemException(update.getName());
        }
    }

    private FetchOutcome outcome(
            Repository mirror, Wanted wanted, @Nullable Ref head, @Nullable Ref base)
            throws IOException {
        String host = forge.base().getHost();
        if (head == null) {
            return mirror.exactRef(kept(wanted.headRef())) != null
                    ? new FetchOutcome.Moved()
                    : new FetchOutcome.NotVisible(
                            null, host + " does not show " + wanted.headRef());
        }
        String tip = head.getObjectId().name();
        boolean here = hasCommit(mirror, wanted.headSha());
        if (!tip.equals(wanted.headSha())) {
            return here
                    ? new FetchOutcome.Moved()
                    : new FetchOutcome.NotVisible(
                            tip, host + " does not show commit " + wanted.headSha());
        }
        if (!here) {
            return new FetchOutcome.Malformed(wanted.headSha() + " is not a commit");
        }
        if (wanted.baseRef() != null && base == null) {
            return new FetchOutcome.NotVisible(
                    tip, host + " does not show the base branch of the proposal");
        }
        return new FetchOutcome.Fetched(tip, base == null ? null : base.getObjectId().name());
    }

    private static boolean hasCommit(Repository mirror, String sha) throws IOException {
        try (var walk = new RevWalk(mirror)) {
            walk.parseCommit(ObjectId.fromString(sha));
            return true;
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            return false;
        }
    }
}
