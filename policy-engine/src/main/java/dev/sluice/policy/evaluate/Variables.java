package dev.sluice.policy.evaluate;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.Finding;
import dev.sluice.events.Gap;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.Trust;
import dev.sluice.policy.language.Condition;
import dev.sluice.policy.language.SeverityOrder;
import dev.sluice.policy.language.Vocabulary;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Facts as conditions see them. */
final class Variables {

    private Variables() {}

    /** What is the same for all findings. */
    static Map<String, Object> shared(Inputs inputs, Vocabulary.Change change, Instant now) {
        return Map.of(
                Condition.CHANGE,
                change,
                Condition.SCANS,
                inputs.scanners().stream().map(scanner -> scan(inputs, scanner)).toList(),
                Condition.NOW,
                now);
    }

    static Map<String, Object> with(Map<String, Object> shared, String name, Object value) {
        var variables = new HashMap<>(shared);
        variables.put(name, value);
        return variables;
    }

    static List<Vocabulary.Approval> approvals(Inputs inputs, ChangeDescribed description) {
        @Nullable Approvals approvals = inputs.approvals();
        return approvals == null
                ? List.of()
                : approvals.given().stream()
                        .map(approval ->
                                new Vocabulary.Approval(
                                        approval.by().login(),
                                        Words.of(approval.permission()),
                                        approval.teams() == null ? List.of() : approval.teams(),
                                        approval.isFor(
                                                description.revision().headSha(),
                                                description.patchId())))
                        .toList();
    }

    static Vocabulary.Finding finding(Finding finding) {
        return new Vocabulary.Finding(
                finding.scanner(),
                finding.ruleId(),
                Words.of(finding.level()),
                Words.of(finding.severity()),
                SeverityOrder.rank(finding.severity()),
                Words.of(finding.baselineState()),
                finding.cause() == null ? "" : Words.of(finding.cause()),
                finding.message(),
                finding.location().path(),
                finding.location().startLine(),
                orEmpty(finding.location().commit()),
                finding.cwes(),
                finding.cves(),
                orEmpty(finding.purl()),
                finding.cvss() == null ? 0 : finding.cvss().score(),
                finding.cvss() == null ? "" : finding.cvss().vector(),
                finding.fix() != null,
                finding.fix() == null ? "" : orEmpty(finding.fix().version()),
                finding.secret() == null ? "" : finding.secret().issuer(),
                finding.fingerprint());
    }

    static Vocabulary.Change change(Inputs inputs, ChangeDescribed description) {
        @Nullable ChangeProposed proposed = inputs.proposed();
        @Nullable ChangePushed pushed = inputs.pushed();
        Revision revision = description.revision();
        Repository repository = description.repository();
        return new Vocabulary.Change(
                revision.change().isProposed() ? "proposed" : "pushed",
                repository.forge(),
                repository.fullName(),
                proposed == null || proposed.number() == null ? 0 : proposed.number(),
                proposed == null ? revision.baseRef() : proposed.headRef(),
                revision.headSha(),
                revision.baseRef(),
                author(proposed, pushed),
                Words.of(trust(proposed, pushed)),
                proposed != null && !Objects.equals(proposed.headRepositoryId(), repository.id()),
                proposed != null && proposed.draft(),
                pushed != null && pushed.forced(),
                proposed == null ? List.of() : proposed.labels(),
                description.commits(),
                description.changedFiles().stream()
                        .map(file ->
                                new Vocabulary.File(
                                        file.path(),
                                        Words.of(file.status()),
                                        orEmpty(file.previousPath())))
                        .toList(),
                description.truncated());
    }

    private static String author(@Nullable ChangeProposed proposed, @Nullable ChangePushed pushed) {
        @Nullable Account account =
                proposed != null ? proposed.author() : pushed != null ? pushed.actor() : null;
        return account == null ? "" : account.login();
    }

    /** Who can push to a watched branch may write. */
    private static Trust trust(@Nullable ChangeProposed proposed, @Nullable ChangePushed pushed) {
        if (proposed != null) {
            return proposed.trust();
        }
        return pushed != null ? Trust.TRUSTED : Trust.UNKNOWN;
    }

    private static Vocabulary.Scan scan(Inputs inputs, String scanner) {
        return inputs.scan(scanner)
                .map(scan ->
                        switch (scan) {
                            case Scan.Completed completed -> completed(completed);
                            case Scan.Failed failed ->
                                    bare(scanner, "failed", Words.of(failed.end().reason()));
                            case Scan.Skipped skipped ->
                                    bare(scanner, "skipped", Words.of(skipped.end().reason()));
                            case Scan.Running _ -> bare(scanner, "running", "");
                        })
                .orElseGet(() -> bare(scanner, "running", ""));
    }

    private static Vocabulary.Scan bare(String scanner, String outcome, String reason) {
        return new Vocabulary.Scan(
                scanner, outcome, reason, 0, "", "", List.of(), "", Instant.EPOCH, 0, 0, 0);
    }

    private static Vocabulary.Scan completed(Scan.Completed completed) {
        ScanCompleted end = completed.end();
        return new Vocabulary.Scan(
                completed.scanner(),
                "completed",
                "",
                end.findings(),
                end.tool().name(),
                end.tool().version(),
                end.coverage().gaps().stream().map(Variables::gap).toList(),
                end.advisories() == null ? "" : Words.of(end.advisories().kind()),
                end.advisories() == null ? Instant.EPOCH : end.advisories().updatedAt(),
                end.dependencies() == null ? 0 : end.dependencies().declared(),
                end.dependencies() == null ? 0 : end.dependencies().resolved(),
                end.dependencies() == null ? 0 : end.dependencies().unresolved());
    }

    private static Vocabulary.Gap gap(Gap gap) {
        return new Vocabulary.Gap(Words.of(gap.kind()), gap.detail(), gap.count());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
