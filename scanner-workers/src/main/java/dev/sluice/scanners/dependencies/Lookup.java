package dev.sluice.scanners.dependencies;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks dependency-check which advisories apply to which components. Its engine is made for one use
 * by one thread and shares static state with every other engine, so there is one at a time in a
 * JVM; it uses all processors itself.
 */
final class Lookup {

    private static final ReentrantLock ENGINE = new ReentrantLock(true);
    private static @Nullable AdvisoryIndex index;

    private Lookup() {}

    /**
     * What was found.
     *
     * @param matches components without any are left out
     * @param troubles how many times dependency-check could not make sense of an archive
     */
    record Result(Map<Component, List<Match>> matches, int troubles) {
        List<Match> of(Component component) {
            return matches.getOrDefault(component, List.of());
        }
    }

    /**
     * Looks components up.
     *
     * @param work a directory that is this scan's alone and that the caller deletes
     */
    static Result find(AdvisorySnapshot snapshot, Collection<Component> components, Path work)
            throws InterruptedException, IOException, LookupException {
        ENGINE.lockInterruptibly();
        try {
            return new EngineRun(open(snapshot), snapshot, work).find(components);
        } finally {
            ENGINE.unlock();
        }
    }

    /** Lets go of what is kept between scans. */
    static void close() {
        ENGINE.lock();
        try {
            if (index != null) {
                index.close();
                index = null;
            }
        } finally {
            ENGINE.unlock();
        }
    }

    private static AdvisoryIndex open(AdvisorySnapshot snapshot) throws IOException {
        AdvisoryIndex current = index;
        if (current != null && current.isOf(snapshot)) {
            return current;
        }
        if (current != null) {
            current.close();
            index = null;
        }
        AdvisoryIndex opened = AdvisoryIndex.open(snapshot);
        index = opened;
        return opened;
    }
}
