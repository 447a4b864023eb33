package dev.sluice.policy;

import dev.sluice.events.Account;
import dev.sluice.events.Advisories;
import dev.sluice.events.AdvisoryKind;
import dev.sluice.events.BaselineState;
import dev.sluice.events.Cause;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.ChangeReason;
import dev.sluice.events.ChangedFile;
import dev.sluice.events.Coverage;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.FileStatus;
import dev.sluice.events.Finding;
import dev.sluice.events.Fix;
import dev.sluice.events.Gap;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.SecretMatch;
import dev.sluice.events.Severity;
import dev.sluice.events.SkipReason;
import dev.sluice.events.Tool;
import dev.sluice.events.Trust;
import dev.sluice.events.TrustedConfiguration;
import dev.sluice.events.wire.FindingsDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Canned facts about one change. */
public final class Facts {

    public static final Instant NOW = Instant.parse("2026-11-21T10:30:00Z");
    public static final Repository REPOSITORY = new Repository("github", 42, 7, "acme", "shop");
    public static final Revision REVISION = revision(1, 'a');
    public static final List<String> PLAN = List.of("secrets", "dependencies");

    private static final Account DEVELOPER = new Account(11, "dev");

    private Facts() {}

    public static Revision revision(long number, char head) {
        return Revision.of(
                ChangeId.proposed(REPOSITORY, number), String.valueOf(head).repeat(40), "main");
    }

    public static ChangeProposed proposed(Revision revision, String... labels) {
        return new ChangeProposed(
                revision,
                REPOSITORY,
                1L,
                "topic",
                REPOSITORY.id(),
                DEVELOPER,
                DEVELOPER,
                Trust.TRUSTED,
                labels.length == 0 ? ChangeReason.OPENED : ChangeReason.LABELLED,
                false,
                List.of(labels));
    }

    public static ChangePushed pushed() {
        Revision revision =
                Revision.of(ChangeId.pushed(REPOSITORY, "main"), "b".repeat(40), "main");
        return new ChangePushed(revision, REPOSITORY, "c".repeat(40), false, DEVELOPER);
    }

    public static ChangeDescribed described(Revision revision, @Nullable String policy) {
        return described(revision, policy, PLAN);
    }

    public static ChangeDescribed described(
            Revision revision, @Nullable String policy, List<String> plan) {
        return described(revision, policy, plan, List.of("d".repeat(40)));
    }

    /**
     * A description.
     *
     * @param ancestors the baseline first
     */
    public static ChangeDescribed described(
            Revision revision, @Nullable String policy, List<String> plan, List<String> ancestors) {
        return new ChangeDescribed(
                revision,
                REPOSITORY,
                ancestors.getFirst(),
                ancestors,
                1,
                List.of(new ChangedFile("src/App.java", FileStatus.MODIFIED, null)),
                false,
                null,
                new TrustedConfiguration("main", "d".repeat(40), policy, "0".repeat(64)),
                plan);
    }

    public static Finding secret(BaselineState state, int line) {
        return new Finding(
                "secrets",
                "aws-access-key",
                Level.ERROR,
                Severity.CRITICAL,
                "An AWS access key.",
                new Location("src/App.java", line, 3, null),
                Map.of("secret/v1", "s" + line),
                state,
                state == BaselineState.NEW ? Cause.CODE : null,
                List.of("CWE-798"),
                List.of(),
                null,
                null,
                new Fix("Revoke it.", null),
                new SecretMatch("aws", "AKIA****", "f".repeat(64)));
    }

    public static Finding vulnerability(
            Severity severity, BaselineState state, @Nullable String fixedVersion) {
        String name = severity + "-" + state + "-" + fixedVersion;
        return new Finding(
                "dependencies",
                "CVE-2021-44228",
                Level.ERROR,
                severity,
                "A vulnerable dependency.",
                new Location("pom.xml", 12, 1, null),
                Map.of("dependency/v1", name),
                state,
                state == BaselineState.NEW ? Cause.CODE : null,
                List.of(),
                List.of("CVE-2021-44228"),
                "pkg:maven/a/b@1",
                null,
                fixedVersion == null ? null : new Fix("Update it.", fixedVersion),
                null);
    }

    /** The facts of one finished scan, parts first. */
    public static List<ScanFact> scan(Revision revision, String scanner, Finding... findings) {
        return scan(revision, scanner, List.of(), findings);
    }

    public static List<ScanFact> scan(
            Revision revision, String scanner, List<Gap> gaps, Finding... findings) {
        UUID id = scanId(revision, scanner);
        List<ScanFact> facts = new ArrayList<>();
        int parts = (findings.length + 1) / 2;
        for (int part = 1; part <= parts; part++) {
            List<Finding> some =
                    List.of(findings).subList(2 * part - 2, Math.min(findings.length, 2 * part));
            facts.add(new ScanReported(id, scanner, revision, REPOSITORY, part, parts, some));
        }
        facts.add(
                new ScanCompleted(
                        id,
                        scanner,
                        revision,
                        REPOSITORY,
                        new Tool(scanner, "1", "0".repeat(64)),
                        parts,
                        findings.length,
                        FindingsDigest.of(List.of(findings)),
                        new Coverage(1, 100, gaps),
                        scanner.equals("dependencies")
                                ? new Advisories("0".repeat(64), AdvisoryKind.FULL, NOW)
                                : null,
                        null,
                        12));
        return facts;
    }

    public static ScanFailed failed(Revision revision, String scanner, ScanFailure reason) {
        return new ScanFailed(
                scanId(revision, scanner),
                scanner,
                revision,
                REPOSITORY,
                reason,
                "it did not work",
                12);
    }

    public static ScanSkipped skipped(Revision revision, String scanner, SkipReason reason) {
        return new ScanSkipped(
                scanId(revision, scanner), scanner, revision, REPOSITORY, reason, "it did not run");
    }

    private static UUID scanId(Revision revision, String scanner) {
        return DeterministicId.of("scan", revision.id().toString(), scanner);
    }
}
