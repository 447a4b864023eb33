package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * Names a change: {@code forge/repository/pull/number} for a proposed one, {@code
 * forge/repository/merge-group/branch} for a group in a merge queue, {@code
 * forge/repository/push/branch} for a pushed one, {@code forge/repository/baseline/branch} for what
 * a branch held at first contact. A queue makes a branch for each group; should it make the same
 * one again, that is the same group with another head.
 */
public record ChangeId(@JsonValue String value) {

    private static final String PULL = "pull";
    private static final String MERGE_GROUP = "merge-group";
    private static final String PUSH = "push";
    private static final String BASELINE = "baseline";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ChangeId {
        Require.text("change", value);
        String[] parts = value.split("/", 4);
        if (parts.length < 4 || Arrays.stream(parts).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "change is not forge/repository/pull/number,"
                            + " forge/repository/merge-group/branch, forge/repository/push/branch"
                            + " or forge/repository/baseline/branch");
        }
    }

    public static ChangeId proposed(Repository repository, long number) {
        return of(repository, PULL, Long.toString(number));
    }

    public static ChangeId mergeGroup(Repository repository, String branch) {
        return of(repository, MERGE_GROUP, branch);
    }

    public static ChangeId pushed(Repository repository, String branch) {
        return of(repository, PUSH, branch);
    }

    public static ChangeId baseline(Repository repository, String branch) {
        return of(repository, BASELINE, branch);
    }

    private static ChangeId of(Repository repository, String kind, String name) {
        return new ChangeId(repository.key() + "/" + kind + "/" + name);
    }

    public ChangeKind kind() {
        return switch (value.split("/", 4)[2]) {
            case PULL -> ChangeKind.PULL;
            case MERGE_GROUP -> ChangeKind.MERGE_GROUP;
            case PUSH -> ChangeKind.PUSH;
            case BASELINE -> ChangeKind.BASELINE;
            default -> ChangeKind.UNKNOWN;
        };
    }

    /** The number of a pull request, or the branch, without {@code refs/heads/}. */
    public String name() {
        return value.split("/", 4)[3];
    }

    /** Whether the change asks to be merged into a branch and is not there yet. */
    public boolean isProposed() {
        return kind().isProposed();
    }

    @Override
    public String toString() {
        return value;
    }
}
