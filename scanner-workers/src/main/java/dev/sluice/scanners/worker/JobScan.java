package dev.sluice.scanners.worker;

import dev.sluice.scanners.mirror.MirrorConfig;
import dev.sluice.scanners.revision.Course;
import dev.sluice.scanners.revision.Halt;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does a job within the time it may take, and sends what is found out. */
@Singleton
class JobScan {

    /** From one checkpoint to the next it is hardly ever more than milliseconds. */
    private static final Duration FOR_THE_LAST_CHECKPOINT = Duration.ofMinutes(2);

    private final ChangeScans scans;
    private final ScanSender sender;
    private final Duration limit;
    private final Attempts attempts;
    private final Map<Course, Long> running = new ConcurrentHashMap<>();
    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService alarms =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("scan-deadlines").factory());

    JobScan(ChangeScans scans, ScanSender sender, WorkerConfig config, MirrorConfig mirrors) {
        this.scans = scans;
        this.sender = sender;
        this.limit = config.jobTimeout();
        this.attempts =
                new Attempts(
                        mirrors.cache().resolve("attempts"), config.mostDeaths(), clock.instant());
    }

    /**
     * Returns when the broker has all that follows from the job.
     *
     * @throws InterruptedException where the job is left to another worker
     */
    void of(Job job) throws InterruptedException {
        running.put(job.course(), System.nanoTime());
        var results = new Results(job.event(), sender::send, clock);
        Future<?> alarm =
                alarms.schedule(
                        () -> job.course().halt(new Halt.TimedOut(limit)),
                        limit.toMillis(),
                        TimeUnit.MILLISECONDS);
        try {
            attempts.attempt(
                    job.event().id(),
                    job.course(),
                    () ->
                            scans.of(
                                    job.event(),
                                    fact -> job.course().tell(() -> results.send(fact)),
                                    job.course()));
        } finally {
            alarm.cancel(false);
            running.remove(job.course());
        }
    }

    /** How many jobs go on although their time was up long ago. */
    long stuck() {
        long begunBefore = System.nanoTime() - limit.plus(FOR_THE_LAST_CHECKPOINT).toNanos();
        return running.values().stream().filter(begun -> begun - begunBefore < 0).count();
    }

    /** How many scanners go on although nobody waits for them. */
    int abandoned() {
        return scans.abandoned();
    }

    @PreDestroy
    void close() {
        alarms.shutdownNow();
    }
}
