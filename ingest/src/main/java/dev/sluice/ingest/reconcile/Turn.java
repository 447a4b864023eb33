package dev.sluice.ingest.reconcile;

/** The right to reconcile, for now. */
@FunctionalInterface
public interface Turn {

    /** Whether it still is ours; asking keeps it. */
    boolean goesOn();
}
