package dev.sluice.scanners.mirror;

import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** A commit, the ref that should show it, by its full name, and the history it needs. */
public record Wanted(String headSha, String headRef, History history) {

    /** The head of a pull request, as GitHub shows it in the repository that it aims at. */
    public static Wanted pullRequest(String headSha, long number, String baseBranch) {
        return new Wanted(
                headSha,
                "refs/pull/" + number + "/head",
                new History.SinceBranch(Constants.R_HEADS + baseBranch));
    }

    /** The head of a merge request, as GitLab shows it in the repository that it aims at. */
    public static Wanted mergeRequest(String headSha, long number, String baseBranch) {
        return new Wanted(
                headSha,
                "refs/merge-requests/" + number + "/head",
                new History.SinceBranch(Constants.R_HEADS + baseBranch));
    }

    /** The branch that a merge queue made, in the same repository. */
    public static Wanted mergeGroup(String headSha, String branch, String baseBranch) {
        return new Wanted(
                headSha,
                Constants.R_HEADS + branch,
                new History.SinceBranch(Constants.R_HEADS + baseBranch));
    }

    /**
     * A branch that was pushed to.
     *
     * @param previousSha what it was before; null for a new one
     */
    public static Wanted push(String headSha, String branch, @Nullable String previousSha) {
        return new Wanted(
                headSha, Constants.R_HEADS + branch, new History.SinceCommit(previousSha));
    }

    /** What a branch is now. */
    public static Wanted branch(String headSha, String branch) {
        return new Wanted(headSha, Constants.R_HEADS + branch, new History.None());
    }

    /** The branch that the head aims at; null where it aims at itself. */
    @Nullable String baseRef() {
        return switch (history) {
            case History.SinceBranch(String ref) -> ref;
            case History.SinceCommit _, History.None _ -> null;
        };
    }

    List<String> refs() {
        String base = baseRef();
        return base == null ? List.of(headRef) : List.of(headRef, base);
    }

    boolean isValid() {
        return refs().stream().allMatch(Repository::isValidRefName);
    }
}
