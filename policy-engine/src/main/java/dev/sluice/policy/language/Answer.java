package dev.sluice.policy.language;

import org.jspecify.annotations.Nullable;

/**
 * What a condition says about its variables.
 *
 * @param failure why it could not be evaluated, one line with its place in the file; absent when it
 *     could
 */
public record Answer(boolean holds, @Nullable String failure) {

    public static final Answer YES = new Answer(true, null);
    public static final Answer NO = new Answer(false, null);

    public static Answer failed(String reason) {
        return new Answer(false, reason);
    }
}
