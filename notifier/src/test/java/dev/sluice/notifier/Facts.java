package dev.sluice.notifier;

import dev.sluice.events.Account;
import dev.sluice.events.BaselineState;
import dev.sluice.events.Cause;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.ChangeReason;
import dev.sluice.events.Coverage;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Fact;
import dev.sluice.events.Finding;
import dev.sluice.events.FindingCount;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.Repository;
import dev.sluice.events.RequestReason;
import dev.sluice.events.Revision;
import dev.sluice.events.RuleKind;
import dev.sluice.events.RuleNode;
import dev.sluice.events.RuleOutcome;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanRequested;
import dev.sluice.events.Severity;
import dev.sluice.events.Tool;
import dev.sluice.events.Trust;
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.FindingsDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Facts for tests; what a test does not name is ordinary. */
public final class Facts {

    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    public static final Repository SHOP = new Repository("github", 42, 7, "acme", "shop");
    public static final Repository DEPOT = new Repository("github", 43, 7, "acme", "depot");
    public static final UUID CORRELATION = DeterministicId.of("correlation");

    private Facts() {}

    /** Forty hexadecimal digits that begin with these. */
    public static String sha(String start) {
        return start + "0".repeat(40 - start.length());
    }

    public static Revision proposal(long number, String sha, String base) {
        return proposal(SHOP, number, sha, base);
    }

    public static Revision proposal(Repository repository, long number, String sha, String base) {
        return Revision.of(ChangeId.proposed(repository, number), sha(sha), base);
    }

    public static Revision push(String branch, String sha) {
        return Revision.of(ChangeId.pushed(SHOP, branch), sha(sha), branch);
    }

    public static ChangeProposed proposed(Revision revision, ChangeReason reason) {
        return proposed(revision, SHOP, reason);
    }

    public static ChangeProposed proposed(
            Revision revision, Repository repository, ChangeReason reason) {
        var account = new Account(1, "octocat");
        return new ChangeProposed(
                revision,
                repository,
                1L,
                "feature",
                repository.id(),
                account,
                account,
                Trust.TRUSTED,
                reason,
                false,
                List.of());
    }

    public static ChangePushed pushed(Revision revision) {
        return new ChangePushed(revision, SHOP, null, false, new Account(1, "octocat"));
    }

    public static ChangeClosed closed(Revision revision) {
        return new ChangeClosed(revision.change(), SHOP, true);
    }

    public static ChangeDecided decided(Revision revision, long sequence, Verdict verdict) {
        return decided(revision, SHOP, sequence, verdict);
    }

    public static ChangeDecided decided(
            Revision revision, Repository repository, long sequence, Verdict verdict) {
        return switch (verdict) {
            case PASS -> decided(revision, repository, sequence, verdict, List.of(), 0, List.of());
            case FAIL ->
                    decided(
                            revision,
                            repository,
                            sequence,
                            verdict,
                            List.of(new FindingCount("secrets", Severity.CRITICAL, 1)),
                            0,
                            List.of());
            case INDETERMINATE, UNKNOWN ->
                    decided(revision, repository, sequence, verdict, List.of(), 0, List.of());
        };
    }

    public static ChangeDecided decided(
            Revision revision,
            Repository repository,
            long sequence,
            Verdict verdict,
            List<FindingCount> newFindings,
            int known,
            List<String> gaps) {
        return decided(
                revision,
                repository,
                sequence,
                verdict,
                "secrets did not end in time",
                newFindings,
                known,
                gaps,
                new RuleNode(
                        "policy",
                        RuleKind.ALL,
                        RuleOutcome.PASSED,
                        "all rules hold",
                        null,
                        0,
                        List.of(),
                        List.of()));
    }

    public static ChangeDecided decided(
            Revision revision,
            Repository repository,
            long sequence,
            Verdict verdict,
            String reason,
            List<FindingCount> newFindings,
            int known,
            List<String> gaps,
            RuleNode rules) {
        return new ChangeDecided(
                revision,
                repository,
                sequence,
                verdict,
                NOON,
                "a".repeat(64),
                "b".repeat(64),
                reason,
                newFindings,
                known,
                gaps,
                rules,
                null);
    }

    public static ScanRequested rescan(Revision revision) {
        return new ScanRequested(
                revision,
                SHOP,
                1L,
                null,
                Trust.TRUSTED,
                new Account(1, "octocat"),
                RequestReason.RERUN_CHECK);
    }

    /** An event that came about because of another one. */
    public static <F extends Fact> Event<F> following(Event<?> cause, F fact) {
        return new Event<>(
                DeterministicId.of("event", fact.toString(), cause.id().toString()),
                EventType.of(fact).topic().producers().iterator().next(),
                cause.time(),
                cause.correlationId(),
                cause.id(),
                null,
                fact);
    }

    /** A finding on a line of its own. */
    public static Finding finding(int number, Severity severity) {
        return new Finding(
                "secrets",
                "generic-key",
                Level.ERROR,
                severity,
                "A key " + number,
                new Location("src/File" + number + ".java", number, 1, null),
                Map.of("secret/v1", "fingerprint-" + number),
                BaselineState.NEW,
                Cause.CODE,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null);
    }

    public static ScanReported reported(
            Revision revision, String scan, int part, int parts, List<Finding> findings) {
        return new ScanReported(
                DeterministicId.of("scan", scan), "secrets", revision, SHOP, part, parts, findings);
    }

    /** The end of a scan that found all this, in so many parts. */
    public static ScanCompleted completed(
            Revision revision, String scan, int parts, List<Finding> findings) {
        return new ScanCompleted(
                DeterministicId.of("scan", scan),
                "secrets",
                revision,
                SHOP,
                new Tool("secrets", "1", "c".repeat(64)),
                parts,
                findings.size(),
                FindingsDigest.of(findings),
                new Coverage(0, 0, List.of()),
                null,
                null,
                1);
    }

    /** An event with this fact, its id derived from the fact and the time. */
    public static <F extends Fact> Event<F> event(F fact, Instant time) {
        return new Event<>(
                DeterministicId.of("event", fact.toString(), time.toString()),
                EventType.of(fact).topic().producers().iterator().next(),
                time,
                fact instanceof ScanRequested
                        ? DeterministicId.of("rescan", time.toString())
                        : CORRELATION,
                null,
                null,
                fact);
    }
}
