package dev.sluice.scanners.revision;

import dev.sluice.events.Fact;
import dev.sluice.events.Gap;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.ScanSkipped;
import dev.sluice.scanners.git.BrokenRepositoryException;
import dev.sluice.scanners.git.RepositoryView;
import dev.sluice.scanners.git.UnreadableRevisionException;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.Scanner;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Describes a revision and runs scanners over it. The same repository, request and scanners give
 * the same facts but for durations; scanners may end in any order.
 */
public final class RevisionScan {

    private final List<Scanner> scanners;
    private final ScannerRuns runs;
    private final Clock clock;

    /**
     * @param timeLimit of each scanner
     * @param clock for durations only
     */
    public RevisionScan(List<Scanner> scanners, Duration timeLimit, Clock clock) {
        this.scanners = List.copyOf(scanners);
        this.runs = new ScannerRuns(timeLimit, clock);
        this.clock = clock;
    }

    /**
     * Hands out each fact as soon as it is known, on the calling thread: the description, then what
     * each scanner found and how it ended; or only that describing failed.
     *
     * @throws BrokenRepositoryException where the repository is to blame; what was handed out
     *     before stays true, and the failures of scanners are not told, because the same scan of a
     *     new copy may succeed
     */
    public void run(RepositoryView repository, ScanRequest request, Consumer<Fact> facts)
            throws BrokenRepositoryException, InterruptedException {
        run(repository, request, facts, new Course());
    }

    /**
     * The same on a course that can be halted: then scanners that have not ended yet end with the
     * reason.
     *
     * @throws InterruptedException where the course was halted and no fact tells of it yet
     */
    public void run(
            RepositoryView repository, ScanRequest request, Consumer<Fact> facts, Course course)
            throws BrokenRepositoryException, InterruptedException {
        var brokenBlobs = new AtomicBoolean();
        run(
                repository,
                request,
                facts,
                course,
                ended -> {
                    if (repository.isBroken() && ended.outcome() instanceof ScanOutcome.Failed) {
                        brokenBlobs.set(true);
                        return false;
                    }
                    return true;
                });
        if (brokenBlobs.get()) {
            throw new BrokenRepositoryException("files of the repository are missing or damaged");
        }
    }

    /**
     * The same where there is no new copy to be had: every scanner that began is told of.
     *
     * @throws BrokenRepositoryException before any fact was handed out
     */
    public void runToTheEnd(
            RepositoryView repository, ScanRequest request, Consumer<Fact> facts, Course course)
            throws BrokenRepositoryException, InterruptedException {
        run(repository, request, facts, course, ended -> true);
    }

    private void run(
            RepositoryView repository,
            ScanRequest request,
            Consumer<Fact> facts,
            Course course,
            Predicate<ScannerRuns.Ended> told)
            throws BrokenRepositoryException, InterruptedException {
        long start = clock.millis();
        Description description;
        try {
            description = describe(repository, request);
        } catch (UnreadableRevisionException e) {
            facts.accept(
                    request.assignment()
                            .describingFailed(
                                    e.reason(),
                                    e.message(),
                                    Duration.ofMillis(Math.max(0, clock.millis() - start))));
            return;
        }
        facts.accept(description.fact());
        runs.run(
                scanners,
                description.input(),
                ended -> {
                    if (told.test(ended)) {
                        report(request.assignment(), description.gaps(), ended, facts);
                    }
                },
                course);
    }

    /**
     * How many scanners still run although they were told to stop, because their time was up or
     * nobody waits for them any more; those that do as a scanner should are soon gone.
     */
    public int abandoned() {
        return runs.abandoned();
    }

    private Description describe(RepositoryView repository, ScanRequest request)
            throws UnreadableRevisionException, BrokenRepositoryException, InterruptedException {
        try {
            return Description.of(
                    repository, request, scanners.stream().map(Scanner::name).toList());
        } catch (RuntimeException e) {
            throw new UnreadableRevisionException(
                    ScanFailure.INTERNAL, "describing ended with " + ScannerRuns.describe(e), e);
        }
    }

    private static void report(
            Assignment assignment, List<Gap> gaps, ScannerRuns.Ended ended, Consumer<Fact> facts) {
        String scanner = ended.scanner().name();
        UUID scan = assignment.scanId(scanner, ended.ruleDigest(), ended.snapshotDigest());
        switch (ended.outcome()) {
            case ScanOutcome.Completed completed ->
                    new Report(scan, scanner, assignment, gaps)
                            .of(completed, ended.duration())
                            .forEach(facts);
            case ScanOutcome.Failed(ScanFailure reason, String message) ->
                    facts.accept(
                            new ScanFailed(
                                    scan,
                                    scanner,
                                    assignment.revision(),
                                    assignment.repository(),
                                    reason,
                                    message,
                                    ended.duration().toMillis()));
            case ScanOutcome.Skipped(var reason, String message) ->
                    facts.accept(
                            new ScanSkipped(
                                    scan,
                                    scanner,
                                    assignment.revision(),
                                    assignment.repository(),
                                    reason,
                                    message));
        }
    }
}
