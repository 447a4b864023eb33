package dev.sluice.standalone.forge.comments;

import java.util.List;

/** Comments on the same lines that answer each other. */
public record ReviewThread(List<ReviewComment> comments, boolean resolved, boolean outdated) {

    public ReviewThread {
        comments = List.copyOf(comments);
        if (comments.isEmpty()) {
            throw new IllegalArgumentException("comments is empty");
        }
    }

    /** As GraphQL names it. */
    public String nodeId() {
        return nodeId(first().id());
    }

    static String nodeId(long firstComment) {
        return "PRRT_" + firstComment;
    }

    public ReviewComment first() {
        return comments.getFirst();
    }
}
