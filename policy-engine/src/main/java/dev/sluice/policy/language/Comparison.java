package dev.sluice.policy.language;

/** How two numbers can compare. */
public enum Comparison {
    EQUAL,
    LESS,
    AT_MOST,
    MORE,
    AT_LEAST;

    /** Whether the left number compares like this with the right one. */
    public boolean holds(double left, double right) {
        return switch (this) {
            case EQUAL -> left == right;
            case LESS -> left < right;
            case AT_MOST -> left <= right;
            case MORE -> left > right;
            case AT_LEAST -> left >= right;
        };
    }

    /** The same comparison, seen from the right. */
    Comparison turned() {
        return switch (this) {
            case EQUAL -> EQUAL;
            case LESS -> MORE;
            case AT_MOST -> AT_LEAST;
            case MORE -> LESS;
            case AT_LEAST -> AT_MOST;
        };
    }
}
