package dev.sluice.policy.yaml;

/**
 * One thing that is wrong with a policy's text.
 *
 * @param line from 1, in the file
 * @param column from 1, in characters (code points)
 * @param reason one line
 */
public record PolicyProblem(String source, int line, int column, String reason) {

    /** {@code file:line:column: reason}, which editors and terminals can jump to. */
    @Override
    public String toString() {
        return source + ":" + line + ":" + column + ": " + reason;
    }
}
