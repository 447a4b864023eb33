package dev.sluice.notifier.report;

import static dev.sluice.notifier.Facts.SHOP;
import static dev.sluice.notifier.Facts.proposal;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Cause;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.Finding;
import dev.sluice.events.FindingCount;
import dev.sluice.events.Fix;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.MatchedFinding;
import dev.sluice.events.Revision;
import dev.sluice.events.RuleKind;
import dev.sluice.events.RuleNode;
import dev.sluice.events.RuleOutcome;
import dev.sluice.events.SecretMatch;
import dev.sluice.events.Severity;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.Facts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Every shape that a result can have. */
public final class Shapes {

    public static final String PAGE =
            "https://sluice.example.org/changes/1f0c6f0e-3c1c-5d5c-8c7e-0a3f0f5f9d11?key=abc";

    private static final Revision REVISION = proposal(17, "0123abcd", "main");
    private static final String REVOKE =
            "Revoke it at its issuer, then remove it from the branch's history.";

    private Shapes() {}

    public static Map<String, ReportInput> all() {
        Map<String, ReportInput> shapes = new LinkedHashMap<>();
        shapes.put("pass-clean", passClean());
        shapes.put("pass-with-warnings", passWithWarnings());
        shapes.put("pass-with-gaps", passWithGaps());
        shapes.put("fail-secrets", failSecrets());
        shapes.put("fail-dependencies", failDependencies());
        shapes.put("fail-many", failMany(70));
        shapes.put("fail-without-findings", failWithoutFindings());
        shapes.put("fail-history-only-secret", failHistoryOnlySecret());
        shapes.put("indeterminate-missing-scan", indeterminateMissingScan());
        shapes.put("indeterminate-evaluation-error", indeterminateEvaluationError());
        shapes.put("indeterminate-sample-advisories", indeterminateSampleAdvisories());
        shapes.put("hostile", hostile());
        return shapes;
    }

    public static ReportInput passClean() {
        return input(
                Verdict.PASS,
                "All 5 rules hold.",
                4,
                List.of(),
                List.of(holds("no-new-secrets"), required()));
    }

    public static ReportInput passWithWarnings() {
        return passWithWarnings(
                dependency("CVE-2024-29025", Severity.MEDIUM, "netty-codec-http", null));
    }

    public static ReportInput passWithWarnings(Finding finding) {
        return input(
                Verdict.PASS,
                "No rule forbids it.",
                0,
                List.of(),
                List.of(
                        holds("no-new-secrets"),
                        rule(
                                "other-new-findings",
                                RuleKind.WARN,
                                RuleOutcome.WARNED,
                                "The change adds a finding (1 finding matches)",
                                "Find out whether it can be reached, or use something else.",
                                finding),
                        required()),
                finding);
    }

    public static ReportInput passWithGaps() {
        return input(
                Verdict.PASS,
                "No rule forbids it.",
                2,
                List.of("dependencies: the advisory data is 9 days old"),
                List.of(
                        holds("no-new-secrets"),
                        rule(
                                "scans-completed",
                                RuleKind.REQUIRE,
                                RuleOutcome.OPEN,
                                "dependencies: the advisory data is 9 days old",
                                null)));
    }

    public static ReportInput failSecrets() {
        Finding key =
                secret(
                        "src/main/resources/application.properties",
                        17,
                        null,
                        "aws-access-key",
                        "AWS",
                        "AKIA****");
        Finding pat = secret("deploy/ci.env", 3, null, "github-pat", "GitHub", "ghp_****");
        return input(
                Verdict.FAIL,
                "The change adds a secret (2 findings match).",
                1,
                List.of(),
                List.of(
                        rule(
                                "no-new-secrets",
                                RuleKind.DENY,
                                RuleOutcome.FAILED,
                                "The change adds a secret (2 findings match)",
                                REVOKE,
                                key,
                                pat),
                        required()),
                key,
                pat);
    }

    /** What the pictures in the documentation show. */
    public static ReportInput example() {
        Finding key =
                secret(
                        "src/main/resources/application.properties",
                        17,
                        null,
                        "aws-access-key",
                        "AWS",
                        "AKIA****");
        Finding log4j = dependency("CVE-2021-44228", Severity.CRITICAL, "log4j-core", "2.17.1");
        Finding netty = dependency("CVE-2024-29025", Severity.MEDIUM, "netty-codec-http", null);
        return input(
                Verdict.FAIL,
                "The change adds a secret, and a critical finding that can be fixed.",
                4,
                List.of(),
                List.of(
                        rule(
                                "no-new-secrets",
                                RuleKind.DENY,
                                RuleOutcome.FAILED,
                                "The change adds a secret (1 finding matches)",
                                REVOKE,
                                key),
                        rule(
                                "no-new-severe-findings-with-a-fix",
                                RuleKind.DENY,
                                RuleOutcome.FAILED,
                                "The change adds a critical or high finding that can be fixed (1"
                                        + " finding matches)",
                                "Apply the fix that the finding names.",
                                log4j),
                        rule(
                                "other-new-findings",
                                RuleKind.WARN,
                                RuleOutcome.WARNED,
                                "The change adds a finding (1 finding matches)",
                                null,
                                netty),
                        required()),
                key,
                log4j,
                netty);
    }

    public static ReportInput failDependencies() {
        Finding log4j = dependency("CVE-2021-44228", Severity.CRITICAL, "log4j-core", "2.17.1");
        Finding jackson =
                dependency("CVE-2022-42003", Severity.HIGH, "jackson-databind", "2.13.4.1");
        Finding netty = dependency("CVE-2024-29025", Severity.MEDIUM, "netty-codec-http", null);
        return input(
                Verdict.FAIL,
                "The change adds a critical or high finding that can be fixed (2 findings match).",
                12,
                List.of(),
                List.of(
                        rule(
                                "no-new-severe-findings-with-a-fix",
                                RuleKind.DENY,
                                RuleOutcome.FAILED,
                                "The change adds a critical or high finding that can be fixed (2 findings match)",
                                "Apply the fix that the finding names.",
                                log4j,
                                jackson),
                        rule(
                                "other-new-findings",
                                RuleKind.WARN,
                                RuleOutcome.WARNED,
                                "The change adds a finding (1 finding matches)",
                                null,
                                netty),
                        required()),
                log4j,
                jackson,
                netty);
    }

    public static ReportInput failMany(int count) {
        Finding[] findings =
                IntStream.range(0, count)
                        .mapToObj(i ->
                                finding(
                                        "lint",
                                        "rule-" + i % 7,
                                        Severity.values()[i % 5],
                                        "src/File" + i % 90 + ".java",
                                        i + 1,
                                        null,
                                        "Something that is wrong in this place and takes a sentence to say, number "
                                                + i,
                                        null,
                                        null))
                        .toArray(Finding[]::new);
        return failing(findings);
    }

    /** A rule forbids all of these. */
    public static ReportInput failing(Finding... findings) {
        return input(
                Verdict.FAIL,
                "Too many findings.",
                0,
                List.of(),
                List.of(
                        rule(
                                "nothing-new",
                                RuleKind.DENY,
                                RuleOutcome.FAILED,
                                "Too many findings",
                                "Fix them one after the other.",
                                findings)),
                findings);
    }

    /** The decision says what it matched, and the findings themselves never came. */
    public static ReportInput failWithoutFindings() {
        ReportInput whole = failSecrets();
        return new ReportInput(whole.decided(), List.of(), whole.pageUrl());
    }

    public static ReportInput failHistoryOnlySecret() {
        Finding key =
                secret(
                        "config/old.env",
                        4,
                        Facts.sha("beef12"),
                        "aws-access-key",
                        "AWS",
                        "AKIA****");
        return input(
                Verdict.FAIL,
                "The change adds a secret (1 finding matches).",
                0,
                List.of(),
                List.of(
                        rule(
                                "no-new-secrets",
                                RuleKind.DENY,
                                RuleOutcome.FAILED,
                                "The change adds a secret (1 finding matches)",
                                REVOKE,
                                key)),
                key);
    }

    public static ReportInput indeterminateMissingScan() {
        return input(
                Verdict.INDETERMINATE,
                "dependencies: did not end within 10 minutes",
                0,
                List.of(),
                List.of(
                        holds("no-new-secrets"),
                        rule(
                                "scans-completed",
                                RuleKind.REQUIRE,
                                RuleOutcome.MISSING,
                                "dependencies: did not end within 10 minutes",
                                null)));
    }

    public static ReportInput indeterminateEvaluationError() {
        return input(
                Verdict.INDETERMINATE,
                "Rule no-friday-merges could not be evaluated: no such key: weekday",
                0,
                List.of(),
                List.of(
                        rule(
                                "no-friday-merges",
                                RuleKind.DENY,
                                RuleOutcome.ERROR,
                                "no such key: weekday",
                                "Mend the rule in the policy of the target branch.")));
    }

    public static ReportInput indeterminateSampleAdvisories() {
        return input(
                Verdict.INDETERMINATE,
                "dependencies: the advisory data is the bundled sample, so they count as not checked",
                0,
                List.of(),
                List.of(
                        holds("no-new-secrets"),
                        rule(
                                "scans-completed",
                                RuleKind.REQUIRE,
                                RuleOutcome.MISSING,
                                "dependencies: the advisory data is the bundled sample, so they count as not checked",
                                "Run `sluice advisories update`.")));
    }

    public static ReportInput hostile() {
        return everywhere(
                "<img src=x onerror=alert(1)> @octocat @acme/admins #17 GH-18 acme/shop#19"
                        + " 0123abcd0123abcd https://evil.example/x www.evil.example a@evil.example"
                        + " ![i](//evil) [t](//evil) :boom: **b** _e_ `c` ``d $x$ | a | \\ &amp;"
                        + " -->\u202egnp.exe\u0000\u001b[31m\r\n# head\n- item\u200b");
    }

    /** A result that has this text wherever text from outside can be. */
    public static ReportInput everywhere(String text) {
        return everywhere(text, text);
    }

    /** Findings whose path GitHub can be given; the rest of them is this text. */
    public static ReportInput everywhereButInPaths(String text) {
        return everywhere(text, "src/Main.java");
    }

    private static ReportInput everywhere(String text, String path) {
        var leak = new SecretMatch(text, "", "f");
        Finding one = finding(text, text, Severity.CRITICAL, path, 3, null, text, text, leak);
        Finding two = finding(text, text, Severity.HIGH, path, 3, text, text, text, null);
        Finding three = finding(text, text, Severity.HIGH, path + "x", 3, null, text, text, null);
        RuleNode denied = rule(text, RuleKind.DENY, RuleOutcome.FAILED, text, text, one, three);
        RuleNode warned = rule(text, RuleKind.WARN, RuleOutcome.WARNED, text, text, two);
        RuleNode open = rule(text, RuleKind.REQUIRE, RuleOutcome.OPEN, text, text);
        return new ReportInput(
                Facts.decided(
                        proposal(17, "0123abcd", text),
                        SHOP,
                        1,
                        Verdict.FAIL,
                        text,
                        List.of(new FindingCount(text, Severity.CRITICAL, 3)),
                        2,
                        List.of(text),
                        all(RuleOutcome.FAILED, List.of(denied, warned, open))),
                List.of(one, two, three),
                PAGE);
    }

    public static Finding secret(
            String path,
            int line,
            @Nullable String commit,
            String rule,
            String issuer,
            String preview) {
        return finding(
                "secrets",
                rule,
                Severity.CRITICAL,
                path,
                line,
                commit,
                issuer + " key",
                REVOKE,
                new SecretMatch(issuer, preview, "h" + path));
    }

    public static Finding dependency(
            String cve, Severity severity, String artifact, @Nullable String fixed) {
        return finding(
                "dependencies",
                cve,
                severity,
                "pom.xml",
                0,
                null,
                artifact + " 2.1.0 is affected by " + cve,
                fixed == null ? null : "Update " + artifact + " to " + fixed + " or later.",
                null);
    }

    public static Finding finding(
            String scanner,
            String rule,
            Severity severity,
            String path,
            int line,
            @Nullable String commit,
            String message,
            @Nullable String remediation,
            @Nullable SecretMatch secret) {
        return new Finding(
                scanner,
                rule,
                Level.ERROR,
                severity,
                message,
                new Location(path, line, 1, commit),
                Map.of(
                        "test/v1",
                        scanner + "-" + rule + "-" + path + "-" + line + "-" + message.hashCode()),
                BaselineState.NEW,
                Cause.CODE,
                List.of("CWE-798"),
                List.of(),
                null,
                null,
                remediation == null ? null : new Fix(remediation, null),
                secret);
    }

    private static ReportInput input(
            Verdict verdict,
            String reason,
            int known,
            List<String> gaps,
            List<RuleNode> rules,
            Finding... findings) {
        ChangeDecided decided =
                Facts.decided(
                        REVISION,
                        SHOP,
                        1,
                        verdict,
                        reason,
                        counts(findings),
                        known,
                        gaps,
                        all(
                                switch (verdict) {
                                    case PASS -> RuleOutcome.PASSED;
                                    case FAIL -> RuleOutcome.FAILED;
                                    case INDETERMINATE, UNKNOWN -> RuleOutcome.MISSING;
                                },
                                rules));
        return new ReportInput(decided, List.of(findings), PAGE);
    }

    private static List<FindingCount> counts(Finding... findings) {
        var counts = new ArrayList<FindingCount>();
        for (Severity severity : Severity.values()) {
            Map<String, Integer> perScanner = new LinkedHashMap<>();
            for (Finding finding : findings) {
                if (finding.severity() == severity) {
                    perScanner.merge(finding.scanner(), 1, Integer::sum);
                }
            }
            perScanner.forEach(
                    (scanner, count) -> counts.add(new FindingCount(scanner, severity, count)));
        }
        return counts;
    }

    private static RuleNode all(RuleOutcome outcome, List<RuleNode> rules) {
        return new RuleNode(
                "default",
                RuleKind.ALL,
                outcome,
                outcome == RuleOutcome.PASSED ? "all rules hold" : "not all rules hold",
                null,
                0,
                List.of(),
                rules);
    }

    private static RuleNode holds(String rule) {
        return rule(rule, RuleKind.DENY, RuleOutcome.PASSED, "no finding matches", null);
    }

    private static RuleNode required() {
        return rule(
                "scans-completed",
                RuleKind.REQUIRE,
                RuleOutcome.PASSED,
                "secrets, dependencies: ended with a result",
                null);
    }

    private static RuleNode rule(
            String name,
            RuleKind kind,
            RuleOutcome outcome,
            String reason,
            @Nullable String remediation,
            Finding... matched) {
        return new RuleNode(
                name,
                kind,
                outcome,
                reason,
                remediation,
                matched.length,
                List.of(matched).stream().limit(RuleNode.MAX_MATCHED).map(Shapes::matched).toList(),
                List.of());
    }

    private static MatchedFinding matched(Finding finding) {
        return new MatchedFinding(
                finding.fingerprint(),
                finding.scanner(),
                finding.ruleId(),
                finding.severity(),
                finding.baselineState(),
                finding.location().path(),
                finding.location().startLine(),
                finding.message());
    }
}
