package dev.sluice.standalone.forge.comments;

import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.webhook.Account;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All comments in conversations, oldest first. Safe for many threads. */
public final class IssueComments {

    private final Clock clock;
    private final Map<Long, IssueComment> comments = new LinkedHashMap<>();
    private long ids = 600_000;

    public IssueComments(Clock clock) {
        this.clock = clock;
    }

    /** Those of one pull request. */
    public synchronized List<IssueComment> of(LoopbackRepository repository, long number) {
        return comments.values().stream()
                .filter(comment -> comment.repository().id() == repository.id())
                .filter(comment -> comment.number() == number)
                .toList();
    }

    /** Somebody says something; as by the API, but with no limit. */
    public synchronized IssueComment add(
            LoopbackRepository repository, long number, Account author, String body) {
        Instant now = clock.instant();
        var comment =
                new IssueComment(++ids, repository.labels(), number, author, body, now, now, 0);
        comments.put(comment.id(), comment);
        return comment;
    }

    synchronized IssueComment edit(IssueComment comment, String body) {
        IssueComment edited = comment.edited(body, clock.instant());
        comments.put(edited.id(), edited);
        return edited;
    }

    synchronized void delete(IssueComment comment) {
        comments.remove(comment.id());
    }

    synchronized Optional<IssueComment> find(LoopbackRepository repository, long id) {
        return Optional.ofNullable(comments.get(id))
                .filter(comment -> comment.repository().id() == repository.id());
    }
}
