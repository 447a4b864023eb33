package dev.sluice.scanners.mirror;

import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * A commit, the ref that should show it, and the branch it aims at; refs by their full names.
 *
 * @param baseRef null for pushes, which aim at themselves
 */
public record Wanted(String headSha, String headRef, @Nullable String baseRef) {

    /** The head of a pull request, as GitHub shows it in the repository that it aims at. */
    public static Wanted pullRequest(String headSha, long number, String baseBranch) {
        return new Wanted(headSha, "refs/pull/" + number + "/head", Constants.R_HEADS + baseBranch);
    }

    /** The branch that a merge queue made, in the same repository. */
    public static Wanted mergeGroup(String headSha, String branch, String baseBranch) {
        return new Wanted(headSha, Constants.R_HEADS + branch, Constants.R_HEADS + baseBranch);
    }

    public static Wanted branch(String headSha, String branch) {
        return new Wanted(headSha, Constants.R_HEADS + branch, null);
    }

    List<String> refs() {
        return baseRef == null ? List.of(headRef) : List.of(headRef, baseRef);
    }

    boolean isValid() {
        return refs().stream().allMatch(Repository::isValidRefName);
    }
}
