package dev.sluice.scanners.mirror;

import dev.sluice.scanners.git.Borders;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is wanted into an open mirror. What the server shows for a ref and what is fetched
 * first come from the same conversation, so that they cannot disagree; where the history that came
 * is too short, the same commits are asked for again with more of it.
 */
final class Fetch {

    /** Enough for most proposals; then far more; then all there is. */
    static final List<Integer> DEPTHS = List.of(256, 4096, Integer.MAX_VALUE);

    /** All there is at once: into an empty mirror nothing can come short. */
    static final List<Integer> WHOLE = List.of();

    private final Transports transports;
    private final String host;
    private final BoundedRepository mirror;
    private final Wanted wanted;
    private final KeptRefs kept;
    private final List<Integer> depths;
    private boolean broughtSomething;

    /** For more history, which not every server gives completely. */
    private boolean asked;

    Fetch(
            Transports transports,
            String host,
            BoundedRepository mirror,
            Wanted wanted,
            List<Integer> depths) {
        this.transports = transports;
        this.host = host;
        this.mirror = mirror;
        this.wanted = wanted;
        this.kept = new KeptRefs(mirror);
        this.depths = depths;
    }

    FetchOutcome run() throws IOException, InterruptedException {
        Ref head;
        Ref base;
        boolean news;
        try (var conversation = new Conversation(transports, mirror, wanted.refs(), firstDepth())) {
            head = conversation.ref(wanted.headRef());
            base = wanted.baseRef() == null ? null : conversation.ref(wanted.baseRef());
            news = isNews(head) || isNews(base);
            if (news) {
                fetch(conversation, ids(head, base));
            }
        }
        if (head != null && head.getObjectId().name().equals(wanted.headSha()) && has(head)) {
            complete(head.getObjectId(), base == null ? null : base.getObjectId());
        }
        if (news) {
            for (Ref ref : refs(head, base)) {
                kept.keep(ref);
            }
        }
        return outcome(head, base);
    }

    /**
     * Null where everything is asked for that is not here. A mirror that has all history goes on
     * having it.
     */
    private @Nullable Integer firstDepth() throws IOException {
        boolean shallow = isShallow();
        if (depths.isEmpty() || (!shallow && !kept.isEmpty())) {
            return null;
        }
        return switch (wanted.history()) {
            case History.SinceBranch _ -> depths.getFirst();
            case History.SinceCommit(String sha) when sha != null -> depths.getFirst();
            case History.SinceCommit(_) -> shallow ? Integer.valueOf(Integer.MAX_VALUE) : null;
            case History.None _ -> 1;
        };
    }

    private void complete(ObjectId head, @Nullable ObjectId base)
            throws IOException, InterruptedException {
        switch (wanted.history()) {
            case History.SinceBranch _ -> {
                if (base != null) {
                    deepen(head, base);
                }
            }
            case History.SinceCommit(String sha) -> deepen(head, previous(sha));
            case History.None _ -> {}
        }
    }

    private void deepen(ObjectId head, @Nullable ObjectId other)
            throws IOException, InterruptedException {
        Iterator<Integer> more = depths.stream().skip(1).iterator();
        while (!isKnown(head, other) && more.hasNext()) {
            ask(more.next(), other == null ? Set.of(head) : Set.of(head, other));
        }
    }

    private boolean isKnown(ObjectId head, @Nullable ObjectId other)
            throws IOException, InterruptedException {
        if (!asked && !isShallow()) {
            return true;
        }
        try (ObjectReader reader = mirror.newObjectReader()) {
            return Borders.hideNothing(reader, head, other);
        }
    }

    /**
     * What a branch was before, asked for by its id, because after a forced push no ref shows it
     * any more; null where the server does not give it away.
     */
    private @Nullable ObjectId previous(@Nullable String sha) throws IOException {
        if (sha == null) {
            return null;
        }
        ObjectId id = ObjectId.fromString(sha);
        if (!hasCommit(id)) {
            try {
                ask(depths.isEmpty() ? Integer.MAX_VALUE : depths.getFirst(), Set.of(id));
            } catch (TransportException e) {
                if (!FetchTrouble.isAnswer(e)) {
                    throw e;
                }
            }
        }
        return hasCommit(id) ? id : null;
    }

    private void ask(int depth, Set<ObjectId> ids) throws IOException {
        try (var conversation = new Conversation(transports, mirror, wanted.refs(), depth)) {
            fetch(conversation, ids);
            asked = true;
        }
    }

    private void fetch(Conversation conversation, Collection<ObjectId> ids) throws IOException {
        conversation.fetch(ids);
        broughtSomething = true;
        tidyBorders();
    }

    /** Whether the mirror may be larger than before. */
    boolean broughtSomething() {
        return broughtSomething;
    }

    private boolean isShallow() throws IOException {
        return !mirror.getObjectDatabase().getShallowCommits().isEmpty();
    }

    private void tidyBorders() throws IOException {
        Set<ObjectId> all = new HashSet<>(mirror.getObjectDatabase().getShallowCommits());
        try (ObjectReader reader = mirror.newObjectReader()) {
            Set<ObjectId> needed = Borders.stillMissingParents(reader, all);
            if (!needed.equals(all)) {
                mirror.getObjectDatabase().setShallowCommits(needed);
            }
        }
    }

    private boolean isNews(@Nullable Ref shown) throws IOException {
        return shown != null && !kept.has(shown);
    }

    private static List<Ref> refs(@Nullable Ref head, @Nullable Ref base) {
        return Stream.<@Nullable Ref>of(head, base).filter(Objects::nonNull).toList();
    }

    private static List<ObjectId> ids(@Nullable Ref head, @Nullable Ref base) {
        return refs(head, base).stream().map(Ref::getObjectId).distinct().toList();
    }

    private FetchOutcome outcome(@Nullable Ref head, @Nullable Ref base) throws IOException {
        if (head == null) {
            return kept.has(wanted.headRef())
                    ? new FetchOutcome.Moved()
                    : new FetchOutcome.NotVisible(
                            null, host + " does not show " + wanted.headRef());
        }
        String tip = head.getObjectId().name();
        boolean here = hasCommit(ObjectId.fromString(wanted.headSha()));
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

    private boolean has(Ref shown) throws IOException {
        return hasCommit(shown.getObjectId());
    }

    private boolean hasCommit(ObjectId id) throws IOException {
        try (var walk = new RevWalk(mirror)) {
            return walk.parseAny(id) instanceof RevCommit;
        } catch (MissingObjectException e) {
            return false;
        }
    }
}
