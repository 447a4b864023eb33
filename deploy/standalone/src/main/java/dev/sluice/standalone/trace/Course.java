package dev.sluice.standalone.trace;

import dev.sluice.events.ApprovalGiven;
import dev.sluice.events.ApprovalWithdrawn;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.DeploymentDecided;
import dev.sluice.events.DeploymentFinished;
import dev.sluice.events.Fact;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.PublicationFailed;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.SkipReason;
import dev.sluice.events.SubmissionCompleted;
import dev.sluice.events.SubmissionFailed;
import dev.sluice.events.Verdict;
import dev.sluice.events.WaiverRequested;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How far one thing that a delivery is about has come.
 *
 * @param ended whether nothing more is to be expected
 * @param decision the last verdict, in words; empty before there is one
 */
record Course(boolean ended, String text, String decision) {

    private static final String OPEN = "no decision yet";
    private static final Course BEGUN = new Course(false, OPEN, "");

    /** How everything ends that the steps are about, by what it is called; in order. */
    static Map<String, Course> of(Trace trace) {
        var courses = new LinkedHashMap<String, Course>();
        for (Step step : trace.steps()) {
            switch (step) {
                case Step.Raised(_, var event) ->
                        courses.merge(
                                name(event.fact()),
                                BEGUN.after(event.fact()),
                                (before, _) -> before.after(event.fact()));
                case Step.PutAside(_, var letter) ->
                        courses.put(
                                "a record of " + letter.origin().topic(),
                                new Course(
                                        true, "dead-lettered: " + letter.failure().reason(), ""));
                case Step.Accepted _, Step.Unreadable _ -> {}
            }
        }
        return courses;
    }

    /** A scanner's work belongs to its change. */
    private static String name(Fact fact) {
        return fact instanceof ScanFact scan ? scan.revision().change().value() : fact.subject();
    }

    private Course after(Fact fact) {
        return switch (fact) {
            case ChangeDecided decided -> decided(decided.verdict());
            case DeploymentDecided decided -> decided(decided.verdict());
            case PublicationDelivered delivered when delivered.sequence() > 0 ->
                    published("published as " + delivered.state());
            case PublicationFailed failed when failed.sequence() > 0 ->
                    published(
                            failed.retrying()
                                    ? "not published yet: " + failed.reason()
                                    : "not published: " + failed.reason());
            case ChangeClosed _ -> end("closed");
            case WaiverRequested _, ApprovalGiven _, ApprovalWithdrawn _ -> end("recorded");
            case DeploymentFinished finished ->
                    end("ended as " + finished.outcome().name().toLowerCase(Locale.ROOT));
            case ScanSkipped skipped when skipped.reason() == SkipReason.SUPERSEDED ->
                    end("superseded by a newer head");
            case SubmissionCompleted _ -> end("read and compared by whoever decides");
            case SubmissionFailed failed -> end("not readable: " + failed.message());
            case Fact _ -> this;
        };
    }

    private Course decided(Verdict verdict) {
        String words = "decided " + verdict.name().toLowerCase(Locale.ROOT);
        return new Course(true, words, words);
    }

    private Course published(String how) {
        return new Course(
                ended || !decision.isEmpty(),
                decision.isEmpty() ? how : decision + ", " + how,
                decision);
    }

    private Course end(String how) {
        return new Course(true, how, decision);
    }
}
