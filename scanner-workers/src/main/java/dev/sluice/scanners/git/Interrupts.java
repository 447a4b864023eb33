package dev.sluice.scanners.git;

/** Ends long loops when nobody waits for their result any more. */
final class Interrupts {

    private Interrupts() {}

    static void check() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("nobody waits for this any more");
        }
    }
}
