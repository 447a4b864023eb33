package dev.sluice.policy.cases;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Cause;
import dev.sluice.events.Cvss;
import dev.sluice.events.Finding;
import dev.sluice.events.Fix;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.SecretMatch;
import dev.sluice.events.Severity;
import dev.sluice.policy.yaml.Scalar;
import dev.sluice.policy.yaml.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A finding of a case; it is new, high and in line 1 unless it says otherwise. */
final class FindingFacts {

    private static final int MANY = 1_000_000;
    private static final double MAX_CVSS = 10;

    private FindingFacts() {}

    /** Reads one; the number makes findings differ that say nothing that does. */
    static Optional<Finding> read(Section finding, int number) {
        finding.allow(
                "scanner",
                "ruleId",
                "level",
                "severity",
                "baselineState",
                "cause",
                "message",
                "path",
                "line",
                "commit",
                "cwes",
                "cves",
                "purl",
                "cvssScore",
                "cvssVector",
                "fixable",
                "fixedVersion",
                "secretIssuer",
                "fingerprint");
        if (!finding.has("scanner")) {
            return finding.problem("a finding needs scanner");
        }
        BaselineState state =
                finding.value("baselineState")
                        .flatMap(word -> word.among(BaselineState.class))
                        .orElse(BaselineState.NEW);
        try {
            return Optional.of(
                    new Finding(
                            text(finding, "scanner", "unnamed"),
                            text(finding, "ruleId", "rule"),
                            finding.value("level")
                                    .flatMap(word -> word.among(Level.class))
                                    .orElse(Level.ERROR),
                            finding.value("severity")
                                    .flatMap(word -> word.among(Severity.class))
                                    .orElse(Severity.HIGH),
                            text(finding, "message", "A finding."),
                            new Location(
                                    text(finding, "path", "src/App.java"),
                                    finding.value("line")
                                            .flatMap(line -> line.whole(0, MANY))
                                            .orElse(1),
                                    1,
                                    finding.value("commit").map(Scalar::text).orElse(null)),
                            Map.of("case/v1", text(finding, "fingerprint", "finding-" + number)),
                            state,
                            finding.value("cause")
                                    .flatMap(word -> word.among(Cause.class))
                                    .orElse(state == BaselineState.NEW ? Cause.CODE : null),
                            texts(finding, "cwes"),
                            texts(finding, "cves"),
                            finding.value("purl").map(Scalar::text).orElse(null),
                            finding.value("cvssScore")
                                    .flatMap(score -> score.decimal(0, MAX_CVSS))
                                    .map(score ->
                                            new Cvss(
                                                    "3.1",
                                                    text(finding, "cvssVector", "CVSS:3.1"),
                                                    score))
                                    .orElse(null),
                            fix(finding),
                            finding.value("secretIssuer")
                                    .map(issuer ->
                                            new SecretMatch(issuer.text(), "****", "0".repeat(64)))
                                    .orElse(null)));
        } catch (IllegalArgumentException e) {
            return finding.problem(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Fix fix(Section finding) {
        Optional<String> version = finding.value("fixedVersion").map(Scalar::text);
        boolean fixable =
                finding.value("fixable").flatMap(Scalar::flag).orElse(version.isPresent());
        return fixable ? new Fix("Apply the fix.", version.orElse(null)) : null;
    }

    private static String text(Section finding, String key, String usual) {
        return finding.value(key).map(Scalar::text).filter(t -> !t.isBlank()).orElse(usual);
    }

    private static List<String> texts(Section finding, String key) {
        return finding.values(key).stream().map(Scalar::text).toList();
    }
}
