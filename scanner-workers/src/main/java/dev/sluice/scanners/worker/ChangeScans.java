package dev.sluice.scanners.worker;

import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.ScanRequested;
import dev.sluice.events.ScanScheduled;
import dev.sluice.events.SkipReason;
import dev.sluice.events.Trust;
import dev.sluice.scanners.git.BrokenRepositoryException;
import dev.sluice.scanners.git.RepositoryView;
import dev.sluice.scanners.mirror.FetchOutcome;
import dev.sluice.scanners.mirror.Mirrors;
import dev.sluice.scanners.mirror.Wanted;
import dev.sluice.scanners.revision.Assignment;
import dev.sluice.scanners.revision.BaselineRule;
import dev.sluice.scanners.revision.Course;
import dev.sluice.scanners.revision.RevisionScan;
import dev.sluice.scanners.revision.ScanRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** From a change to facts: fetch it, and scan it if it is still what the forge shows. */
final class ChangeScans {

    private final Mirrors mirrors;
    private final RevisionScan scan;
    private final Clock clock;

    ChangeScans(Mirrors mirrors, RevisionScan scan, Clock clock) {
        this.mirrors = mirrors;
        this.scan = scan;
        this.clock = clock;
    }

    /**
     * Hands out what is found out; nothing for facts that ask for no scan.
     *
     * @throws InterruptedException where the course was halted and no fact is to tell of it
     */
    void of(Event<?> event, Consumer<Fact> facts, Course course) throws InterruptedException {
        var run = new Run(event, facts, course);
        switch (event.fact()) {
            case ChangeProposed proposed when proposed.reason().asksForScan() ->
                    run.proposed(proposed);
            case ChangePushed pushed -> run.pushed(pushed);
            case ScanRequested requested -> run.requested(requested);
            case ScanScheduled scheduled -> run.scheduled(scheduled);
            case Fact _ -> {}
        }
    }

    /** Whether {@link #of} has anything to do. */
    static boolean areAskedForBy(Fact fact) {
        return switch (fact) {
            case ChangeProposed proposed -> proposed.reason().asksForScan();
            case ChangePushed _, ScanRequested _, ScanScheduled _ -> true;
            case Fact _ -> false;
        };
    }

    /** See {@link RevisionScan#abandoned}. */
    int abandoned() {
        return scan.abandoned();
    }

    private interface Requests {
        ScanRequest of(Assignment assignment, FetchOutcome.Fetched fetched);
    }

    private interface Scanning {
        void of(RepositoryView repository, ScanRequest request, Consumer<Fact> facts, Course course)
                throws BrokenRepositoryException, InterruptedException;
    }

    private final class Run {

        private final Event<?> event;
        private final Consumer<Fact> facts;
        private final Course course;
        private final long start = clock.millis();

        Run(Event<?> event, Consumer<Fact> facts, Course course) {
            this.event = event;
            this.facts = facts;
            this.course = course;
        }

        void proposed(ChangeProposed change) throws InterruptedException {
            merge(change.revision(), change.repository(), change.number(), change.trust());
        }

        void pushed(ChangePushed change) throws InterruptedException {
            push(change.revision(), change.repository(), change.previousSha(), Trust.TRUSTED);
        }

        /** As for the change itself; its scans have other ids because another event asks. */
        void requested(ScanRequested request) throws InterruptedException {
            if (request.revision().change().isProposed()) {
                merge(request.revision(), request.repository(), request.number(), request.trust());
            } else {
                push(
                        request.revision(),
                        request.repository(),
                        request.previousSha(),
                        request.trust());
            }
        }

        /** By itself, with nothing to compare it with; branches are written by who may write. */
        void scheduled(ScanScheduled schedule) throws InterruptedException {
            Revision revision = schedule.revision();
            scan(
                    new Assignment(event.id(), schedule.repository(), revision),
                    Wanted.branch(revision.headSha(), revision.baseRef()),
                    (assignment, fetched) ->
                            new ScanRequest(
                                    assignment,
                                    new BaselineRule.None(),
                                    Trust.TRUSTED,
                                    revision.baseRef(),
                                    fetched.head()));
        }

        private void merge(
                Revision revision, Repository repository, @Nullable Long number, Trust trust)
                throws InterruptedException {
            scan(
                    new Assignment(event.id(), repository, revision),
                    wanted(revision, number),
                    (assignment, fetched) -> {
                        String base = Objects.requireNonNull(fetched.base());
                        return new ScanRequest(
                                assignment,
                                new BaselineRule.MergeBase(base),
                                trust,
                                revision.baseRef(),
                                base);
                    });
        }

        private static Wanted wanted(Revision revision, @Nullable Long number) {
            return number == null
                    ? Wanted.mergeGroup(
                            revision.headSha(), revision.change().name(), revision.baseRef())
                    : Wanted.pullRequest(revision.headSha(), number, revision.baseRef());
        }

        private void push(
                Revision revision, Repository repository, @Nullable String previousSha, Trust trust)
                throws InterruptedException {
            scan(
                    new Assignment(event.id(), repository, revision),
                    Wanted.push(revision.headSha(), revision.baseRef(), previousSha),
                    (assignment, fetched) ->
                            new ScanRequest(
                                    assignment,
                                    new BaselineRule.Previous(previousSha),
                                    trust,
                                    revision.baseRef(),
                                    fetched.head()));
        }

        private void scan(Assignment assignment, Wanted wanted, Requests requests)
                throws InterruptedException {
            try {
                course.checkpoint();
                scanOnceMoreIfBroken(assignment, wanted, requests);
            } catch (InterruptedException e) {
                facts.accept(assignment.describingHalted(course, soFar()).orElseThrow(() -> e));
            }
        }

        private void scanOnceMoreIfBroken(Assignment assignment, Wanted wanted, Requests requests)
                throws InterruptedException {
            try {
                attempt(assignment, wanted, requests, scan::run);
            } catch (BrokenRepositoryException | IOException e) {
                course.checkpoint(); // files that are read while a thread is interrupted seem
                // broken
                retryWithNewMirror(assignment, wanted, requests);
            }
        }

        private void retryWithNewMirror(Assignment assignment, Wanted wanted, Requests requests)
                throws InterruptedException {
            try {
                mirrors.discard(assignment.repository());
                attempt(assignment, wanted, requests, scan::runToTheEnd);
            } catch (BrokenRepositoryException e) {
                facts.accept(failed(assignment, ScanFailure.MALFORMED, e.message()));
            } catch (IOException e) {
                facts.accept(
                        failed(
                                assignment,
                                ScanFailure.INTERNAL,
                                "the mirror in the cache directory cannot be opened"));
            }
        }

        private void attempt(
                Assignment assignment, Wanted wanted, Requests requests, Scanning scanning)
                throws BrokenRepositoryException, IOException, InterruptedException {
            switch (mirrors.bring(assignment.repository(), wanted)) {
                case FetchOutcome.Fetched fetched -> {
                    try (var repository = mirrors.open(assignment.repository())) {
                        scanning.of(repository, requests.of(assignment, fetched), facts, course);
                    }
                }
                case FetchOutcome.Moved _ ->
                        facts.accept(
                                assignment.describingSkipped(
                                        SkipReason.SUPERSEDED,
                                        "the forge shows a newer head than "
                                                + assignment.revision().headSha()));
                case FetchOutcome.NotVisible(_, String message) ->
                        facts.accept(failed(assignment, ScanFailure.COMMIT_NOT_VISIBLE, message));
                case FetchOutcome.Unreachable(String message, _) ->
                        facts.accept(failed(assignment, ScanFailure.UNREACHABLE, message));
                case FetchOutcome.TooLarge(String message) ->
                        facts.accept(failed(assignment, ScanFailure.LIMIT, message));
                case FetchOutcome.Malformed(String message) ->
                        facts.accept(failed(assignment, ScanFailure.MALFORMED, message));
            }
        }

        private Fact failed(Assignment assignment, ScanFailure reason, String message) {
            return assignment.describingFailed(reason, message, soFar());
        }

        private Duration soFar() {
            return Duration.ofMillis(Math.max(0, clock.millis() - start));
        }
    }
}
