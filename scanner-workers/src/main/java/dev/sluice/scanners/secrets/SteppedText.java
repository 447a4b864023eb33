package dev.sluice.scanners.secrets;

/**
 * Bytes as characters, for matching, with a budget of steps: each look at a character costs one, so
 * that an expression that backtracks without end is stopped after the same amount of work on every
 * machine.
 */
final class SteppedText implements CharSequence {

    /** The budget is spent. */
    static final class OutOfSteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfSteps() {
            super("out of steps", null, false, false);
        }
    }

    private final byte[] bytes;
    private long allowed;
    private long taken;

    SteppedText(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Starts a new budget. */
    void allow(long steps) {
        allowed = steps;
        taken = 0;
    }

    /** How many steps of the budget were taken. */
    long taken() {
        return taken;
    }

    @Override
    public char charAt(int index) {
        if (taken == allowed) {
            throw new OutOfSteps();
        }
        taken++;
        return (char) (bytes[index] & 0xFF);
    }

    @Override
    public int length() {
        return bytes.length;
    }

    /** Not offered: nothing but a match's value is ever copied out of a text. */
    @Override
    public CharSequence subSequence(int start, int end) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
        return "SteppedText of " + bytes.length + " bytes";
    }
}
