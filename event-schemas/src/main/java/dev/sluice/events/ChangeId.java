package dev.sluice.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * Names a change: {@code forge/repository/pull/number} for a proposed one, {@code
 * forge/repository/push/branch} for a pushed one.
 */
public record ChangeId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ChangeId {
        Require.text("change", value);
        String[] parts = value.split("/", 4);
        if (parts.length < 4 || Arrays.stream(parts).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "change is not forge/repository/pull/number or forge/repository/push/branch");
        }
    }

    public static ChangeId proposed(Repository repository, long number) {
        return new ChangeId(repository.key() + "/pull/" + number);
    }

    public static ChangeId pushed(Repository repository, String branch) {
        return new ChangeId(repository.key() + "/push/" + branch);
    }

    /** Whether the change is a pull or merge request and not a push. */
    public boolean isProposed() {
        return value.split("/", 4)[2].equals("pull");
    }

    @Override
    public String toString() {
        return value;
    }
}
