package dev.sluice.notifier.publishing;

/** How much a write matters to people: while a forge's budget is short the first ones go first. */
public enum Worth {
    /** A verdict somebody waits for, and an answer without which a deployment stands still. */
    VERDICT(0),

    /** The one comment that says what to do. */
    COMMENT(1),

    /** Comments on lines. */
    REVIEW(2),

    /** Annotations beyond those that travel with the verdict. */
    ANNOTATIONS(3),

    /** What goes to code scanning. */
    CODE_SCANNING(4),

    /** What is said about a revision whose change has moved on or is closed. */
    PAST(5),

    /** That a verdict is on its way. */
    COSMETIC(6);

    private final int rank;

    Worth(int rank) {
        this.rank = rank;
    }

    /** From 0 for what goes first; as it is stored. */
    public int rank() {
        return rank;
    }
}
