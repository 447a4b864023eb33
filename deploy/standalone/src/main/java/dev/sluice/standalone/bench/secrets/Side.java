package dev.sluice.standalone.bench.secrets;

import java.io.IOException;

/** One of two that take turns. */
@FunctionalInterface
interface Side {

    /**
     * Does its work once.
     *
     * @return how long it took, in nanoseconds
     */
    long turn() throws IOException, InterruptedException;
}
