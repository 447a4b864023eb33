package dev.sluice.standalone.bench;

/** The machine that figures belong to. */
final class Machine {

    private Machine() {}

    static String describe() {
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
