package dev.sluice.standalone.forge.repository;

import dev.sluice.standalone.forge.webhook.Account;

/** A pull request as it is now. */
public record PullRequest(
        long number, String headRef, String headSha, String baseRef, Account author, boolean open) {

    /** The same with another head. */
    public PullRequest at(String sha) {
        return new PullRequest(number, headRef, sha, baseRef, author, open);
    }
}
