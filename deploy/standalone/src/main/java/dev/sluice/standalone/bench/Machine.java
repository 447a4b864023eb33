package dev.sluice.standalone.bench;

/** The machine that figures belong to. */
public final class Machine {

    private Machine() {}

    /** What is used after a collection, in bytes. */
    static long usedHeap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    public static String describe() {
        var runtime = Runtime.getRuntime();
        return "%d processors, %d MB heap, Java %s, %s %s"
                .formatted(
                        runtime.availableProcessors(),
                        runtime.maxMemory() / 1_000_000,
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
    }
}
