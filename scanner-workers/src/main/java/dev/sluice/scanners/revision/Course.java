package dev.sluice.scanners.revision;

import dev.sluice.events.ScanFailure;
import dev.sluice.events.SkipReason;
import dev.sluice.scanners.spi.ScanOutcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of one revision from its fetch to its last fact. It can be halted from outside, once:
 * whoever goes it is then interrupted at the next checkpoint, but never while telling a fact, so
 * that a fact is either told or not.
 */
public final class Course {

    private @Nullable Thread walker;
    private @Nullable Halt halt;
    private boolean telling;

    /** Something that ends soon after its thread is interrupted. */
    @FunctionalInterface
    public interface Walk {
        void go() throws InterruptedException;
    }

    /** Goes the way on this thread, which is as it was before when this returns. */
    public void walk(Walk walk) throws InterruptedException {
        enter();
        try {
            walk.go();
        } finally {
            leave();
        }
    }

    /** Halts it, wherever it is; the first reason counts. Never blocks. */
    public synchronized void halt(Halt reason) {
        if (halt == null) {
            halt = reason;
            interrupt();
        }
    }

    /** Ends the way here if it was halted; for where an interrupt may have got lost. */
    public synchronized void checkpoint() throws InterruptedException {
        if (halt != null) {
            throw new InterruptedException("halted");
        }
    }

    /** How what has not ended by itself ended; empty where nothing is to be told. */
    synchronized Optional<ScanOutcome> ending() {
        return halt == null ? Optional.empty() : ending(halt);
    }

    private static Optional<ScanOutcome> ending(Halt halt) {
        return switch (halt) {
            case Halt.Superseded(String message) ->
                    Optional.of(new ScanOutcome.Skipped(SkipReason.SUPERSEDED, message));
            case Halt.TimedOut(var limit) ->
                    Optional.of(
                            new ScanOutcome.Failed(
                                    ScanFailure.TIMEOUT,
                                    "all of it together did not end within "
                                            + limit.toSeconds()
                                            + " seconds"));
            case Halt.GivenUp(int deaths) ->
                    Optional.of(
                            new ScanOutcome.Failed(
                                    ScanFailure.INTERNAL,
                                    "given up because workers died " + deaths + " times of it"));
            case Halt.HandedBack() -> Optional.empty();
        };
    }

    /** Tells a fact to its end, undisturbed by whoever halts the course. */
    public void tell(Runnable fact) {
        shield();
        try {
            fact.run();
        } finally {
            unshield();
        }
    }

    private synchronized void enter() {
        walker = Thread.currentThread();
        interrupt();
    }

    private synchronized void leave() {
        walker = null;
        if (halt != null) {
            Thread.interrupted();
        }
    }

    private synchronized void shield() {
        telling = true;
        if (halt != null) {
            Thread.interrupted();
        }
    }

    private synchronized void unshield() {
        telling = false;
        interrupt();
    }

    private void interrupt() {
        if (halt != null && walker != null && !telling) {
            walker.interrupt();
        }
    }
}
