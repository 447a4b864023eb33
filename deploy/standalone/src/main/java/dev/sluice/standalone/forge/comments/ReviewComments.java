package dev.sluice.standalone.forge.comments;

import dev.sluice.standalone.forge.repository.DiffLines;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.repository.PullRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All comments on lines, and which threads are resolved. Safe for many threads. */
public final class ReviewComments {

    private final Clock clock;
    private final Map<Long, ReviewComment> comments = new LinkedHashMap<>();
    private final Set<Long> resolved = new HashSet<>();
    private long ids = 700_000;

    public ReviewComments(Clock clock) {
        this.clock = clock;
    }

    /** The threads of a pull request, oldest first. */
    public synchronized List<ReviewThread> threads(LoopbackRepository repository, long number) {
        var threads = new LinkedHashMap<Long, List<ReviewComment>>();
        for (ReviewComment comment : of(repository, number)) {
            threads.computeIfAbsent(comment.thread(), _ -> new ArrayList<>()).add(comment);
        }
        return threads.entrySet().stream()
                .map(thread ->
                        new ReviewThread(
                                thread.getValue(),
                                resolved.contains(thread.getKey()),
                                isOutdated(repository, thread.getValue().getFirst())))
                .toList();
    }

    public synchronized List<ReviewComment> of(LoopbackRepository repository, long number) {
        return comments.values().stream()
                .filter(comment -> comment.repository().id() == repository.id())
                .filter(comment -> comment.number() == number)
                .toList();
    }

    synchronized ReviewComment add(ReviewCommentRequest request) {
        ReviewComment comment = request.comment(++ids, clock.instant());
        comments.put(comment.id(), comment);
        return comment;
    }

    synchronized ReviewComment edit(ReviewComment comment, String body) {
        ReviewComment edited = comment.edited(body, clock.instant());
        comments.put(edited.id(), edited);
        return edited;
    }

    synchronized void delete(ReviewComment comment) {
        comments.remove(comment.id());
    }

    synchronized Optional<ReviewComment> find(long id) {
        return Optional.ofNullable(comments.get(id));
    }

    synchronized Optional<ReviewComment> find(LoopbackRepository repository, long id) {
        return find(id).filter(comment -> comment.repository().id() == repository.id());
    }

    synchronized void resolve(long thread, boolean resolve) {
        if (resolve) {
            resolved.add(thread);
        } else {
            resolved.remove(thread);
        }
    }

    /** The head has moved on, and the diff does not show the line any more. */
    static boolean isOutdated(LoopbackRepository repository, ReviewComment comment) {
        PullRequest pull = repository.pull(comment.number()).orElse(null);
        if (pull == null || pull.headSha().equals(comment.commitId())) {
            return false;
        }
        try {
            DiffLines diff = repository.diff(pull);
            return !diff.contains(comment.path(), comment.side(), comment.line());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
