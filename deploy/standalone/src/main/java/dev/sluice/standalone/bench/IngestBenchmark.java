package dev.sluice.standalone.bench;

import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import dev.sluice.standalone.run.Door;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The accept path against a bare producer on the same broker, in turns within one run. Both sides
 * have the whole machine; the load generator's share of it is counted against the accept path.
 */
final class IngestBenchmark {

    /** What is asked for. */
    static final double RATIO = 0.9;

    static final double MIXED = 0.95;
    static final Duration P99 = Duration.ofMillis(10);

    private static final int[] LINGERS = {0, 2, 5, 20};
    private static final String MANY = "1000000";
    private static final int HEAP_SAMPLES = 20;
    private static final int MOST_WARM_UPS = 40;
    private static final int CALM_TURNS = 3;
    private static final double HARDLY_FASTER = 1.03;

    private final Door door;
    private final IngestBenchOptions options;
    private final Terminal terminal;
    private final String secret = UUID.randomUUID().toString();

    IngestBenchmark(Door door, IngestBenchOptions options, Terminal terminal) {
        this.door = door;
        this.options = options;
        this.terminal = terminal;
    }

    Door door() {
        return door;
    }

    /** What the services have to be told: all load comes from one address. */
    Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("SLUICE_GITHUB_WEBHOOK_SECRETS", secret);
        settings.put("SLUICE_SCANNERS", NullScanner.NAME);
        settings.put(NullScanner.ENABLED, "true");
        settings.put("sluice.ingest.limits.requests-per-second", MANY);
        settings.put("sluice.ingest.limits.requests-burst", MANY);
        // The translator has the same work later, in life mostly in another process.
        settings.put("mp.messaging.incoming.deliveries-in.topic", BenchTopics.EMPTY);
        return settings;
    }

    void run(String bootstrapServers) throws IOException, InterruptedException {
        var report = new IngestReport(terminal);
        try (var topics = new BenchTopics(bootstrapServers);
                var load = LoadProcess.start(door.port(), secret, options.connections())) {
            topics.prepare();
            List<RawProducer> producers = new ArrayList<>();
            var records = RawProducer.records();
            for (int linger : LINGERS) {
                producers.add(new RawProducer(bootstrapServers, linger, records));
            }
            try {
                warmUp(producers, load);
                for (int round = 0; round < options.rounds(); round++) {
                    report.round(round(producers, load, topics));
                }
            } finally {
                producers.forEach(RawProducer::close);
            }
            int half = (int) (report.saturation() / 2);
            Duration paced = options.turn().multipliedBy(3);
            report.paced(half, paced, load.open(paced, half));
            report.heap(heap(load));
        }
        report.summary(options);
    }

    /** Until some turns in a row are hardly faster than any before: compilers need their time. */
    private void warmUp(List<RawProducer> producers, LoadProcess load)
            throws IOException, InterruptedException {
        terminal.line("warming both sides up");
        for (RawProducer producer : producers) {
            producer.perSecond(options.turn());
        }
        double best = 0;
        int calm = 0;
        for (int turn = 0; turn < MOST_WARM_UPS && calm < CALM_TURNS; turn++) {
            double now = load.closed(options.turn(), Long.MAX_VALUE, true).perSecond();
            calm = now < best * HARDLY_FASTER ? calm + 1 : 0;
            best = Math.max(best, now);
        }
    }

    private IngestReport.Round round(
            List<RawProducer> producers, LoadProcess load, BenchTopics topics)
            throws IOException, InterruptedException {
        var raw = new ArrayList<Double>();
        var waiting = new ArrayList<Double>();
        var clean = new ArrayList<LoadResult>();
        var mixed = new ArrayList<LoadResult>();
        for (RawProducer producer : producers) {
            raw.add(producer.perSecond(options.turn()));
            waiting.add(producer.perSecond(options.turn(), options.connections()));
            long before = topics.deliveries();
            LoadResult result = load.closed(options.turn(), Long.MAX_VALUE, false);
            requireStored(topics.deliveries() - before, result);
            clean.add(result);
            if (clean.size() == producers.size() / 2) {
                mixed.add(mixed(load));
            }
        }
        return new IngestReport.Round(raw, waiting, clean, mixed.getFirst());
    }

    /**
     * As long as the clean turns together, in their midst. After a quiet time one address may send
     * many large bodies at once; it does so in a turn before, which does not count.
     */
    private LoadResult mixed(LoadProcess load) throws IOException {
        load.closed(options.turn(), Long.MAX_VALUE, true);
        return load.closed(options.turn().multipliedBy(LINGERS.length), Long.MAX_VALUE, true);
    }

    /** A benchmark that loses a delivery has no result. */
    private static void requireStored(long stored, LoadResult result) {
        if (stored < result.accepted()) {
            throw Refusal.internal(
                    "%d deliveries were accepted and %d are in Kafka"
                            .formatted(result.accepted(), stored));
        }
    }

    private List<Long> heap(LoadProcess load) throws IOException {
        var samples = new ArrayList<Long>();
        long each = Math.max(1, options.deliveries() / HEAP_SAMPLES);
        for (int i = 0; i < HEAP_SAMPLES; i++) {
            load.closed(Duration.ofMinutes(30), each, false);
            samples.add(Machine.usedHeap());
        }
        return samples;
    }
}
