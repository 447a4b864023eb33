package dev.sluice.notifier.page;

import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.FindingCount;
import dev.sluice.events.MatchedFinding;
import dev.sluice.events.Revision;
import dev.sluice.events.RuleKind;
import dev.sluice.events.RuleNode;
import dev.sluice.events.RuleOutcome;
import dev.sluice.events.Severity;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.Facts;
import java.util.List;

/** Decisions with everything in them, one with ordinary and one with hostile text. */
final class Hostile {

    static final String SCRIPT = "<script>alert(1)</script>";
    static final String ATTRIBUTE = "\"'><img src=x onerror=alert(1)>";
    static final String TEMPLATE = "{view.verdict}{#if true}x{/if}{inject:vertx}";

    private Hostile() {}

    static ChangeDecided ordinary(Revision revision) {
        return decided(
                revision,
                "1 new critical secret",
                "src/main/resources/application.properties",
                "AWS access key AKIA****, valid checksum",
                "No new secrets",
                "Revoke the key at its issuer, then remove it from the history of this branch.",
                "The advisories are the bundled sample: dependencies count as not checked.");
    }

    static ChangeDecided decision(Revision revision) {
        return decided(
                revision,
                SCRIPT,
                ATTRIBUTE,
                TEMPLATE + "\u202egnp.exe\u0000\u001b[31m",
                SCRIPT,
                ATTRIBUTE,
                SCRIPT);
    }

    private static ChangeDecided decided(
            Revision revision,
            String reason,
            String path,
            String message,
            String rule,
            String remediation,
            String gap) {
        var secrets =
                new RuleNode(
                        rule,
                        RuleKind.DENY,
                        RuleOutcome.FAILED,
                        reason,
                        remediation,
                        52,
                        List.of(
                                finding(
                                        "secrets",
                                        "aws-access-key",
                                        Severity.CRITICAL,
                                        path,
                                        17,
                                        message),
                                finding(
                                        "dependencies",
                                        "CVE-2021-44228",
                                        Severity.HIGH,
                                        "pom.xml",
                                        0,
                                        "log4j-core 2.14.1: Log4Shell, fixed in 2.17.1")),
                        List.of());
        var required =
                new RuleNode(
                        "Dependencies were scanned",
                        RuleKind.REQUIRE,
                        RuleOutcome.OPEN,
                        gap,
                        null,
                        0,
                        List.of(),
                        List.of());
        var root =
                new RuleNode(
                        "default policy",
                        RuleKind.ALL,
                        RuleOutcome.FAILED,
                        "one of two rules does not hold",
                        null,
                        0,
                        List.of(),
                        List.of(secrets, required));
        return Facts.decided(
                revision,
                Facts.SHOP,
                1,
                Verdict.FAIL,
                reason,
                List.of(new FindingCount("secrets", Severity.CRITICAL, 1)),
                3,
                List.of(gap),
                root);
    }

    private static MatchedFinding finding(
            String scanner, String rule, Severity severity, String path, int line, String message) {
        return new MatchedFinding(
                "f", scanner, rule, severity, BaselineState.NEW, path, line, message);
    }
}
