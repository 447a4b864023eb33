package dev.sluice.standalone.forge.repository;

import dev.sluice.standalone.forge.webhook.Account;
import java.time.Instant;

/** A pull request as it is now. */
public record PullRequest(
        long number,
        String headRef,
        String headSha,
        String baseRef,
        Account author,
        boolean open,
        Instant updatedAt) {

    /** The same as it was with another head. */
    public PullRequest at(String sha) {
        return at(sha, updatedAt);
    }

    /** The same with another head since now. */
    public PullRequest at(String sha, Instant now) {
        return new PullRequest(number, headRef, sha, baseRef, author, open, now);
    }

    /** The same, merged or given up. */
    public PullRequest closed(Instant now) {
        return new PullRequest(number, headRef, headSha, baseRef, author, false, now);
    }
}
