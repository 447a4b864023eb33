package dev.sluice.standalone.scan;

import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Coverage;
import dev.sluice.events.Cvss;
import dev.sluice.events.Fact;
import dev.sluice.events.Finding;
import dev.sluice.events.Fix;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.ScanReported;
import dev.sluice.events.SecretMatch;
import dev.sluice.events.Severity;
import dev.sluice.events.Tool;
import dev.sluice.events.TrustedConfiguration;
import dev.sluice.events.wire.FindingsDigest;
import dev.sluice.policy.evaluate.Evaluator;
import dev.sluice.policy.evaluate.Inputs;
import dev.sluice.policy.language.Policy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reports to show: built from facts and judged by the real evaluator. */
final class Reports {

    static final String HEAD = "a".repeat(40);
    private static final String BASE = "b".repeat(40);
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Repository REPOSITORY = new Repository("local", 0, 0, "local", "shop");
    private static final Revision REVISION =
            Revision.of(ChangeId.proposed(REPOSITORY, 0), HEAD, "main");

    private Reports() {}

    static ScanReport of(@Nullable String base, int uncommitted, List<ScanFact> scans) {
        return of(base, OptionalInt.of(uncommitted), scans);
    }

    static ScanReport of(@Nullable String base, OptionalInt uncommitted, List<ScanFact> scans) {
        var described =
                new ChangeDescribed(
                        REVISION,
                        REPOSITORY,
                        base == null ? null : BASE,
                        base == null ? null : List.of(BASE),
                        1,
                        List.of(),
                        false,
                        null,
                        new TrustedConfiguration("main", BASE, null, "digest"),
                        List.of("secrets", "dependencies"));
        List<Fact> facts = new ArrayList<>(List.of(described));
        facts.addAll(scans);
        var inputs = Inputs.of(null, described, scans, Inputs.SAMPLE_ACCEPTED);
        return new ScanReport(
                "shop",
                HEAD,
                base,
                facts,
                Evaluator.evaluate(Policy.defaults(), inputs, NOW),
                uncommitted);
    }

    static List<ScanFact> scan(String scanner, List<Gap> gaps, Finding... findings) {
        UUID id = UUID.nameUUIDFromBytes(scanner.getBytes(StandardCharsets.UTF_8));
        List<Finding> list = List.of(findings);
        List<ScanFact> facts = new ArrayList<>();
        if (!list.isEmpty()) {
            facts.add(new ScanReported(id, scanner, REVISION, REPOSITORY, 1, 1, list));
        }
        facts.add(
                new ScanCompleted(
                        id,
                        scanner,
                        REVISION,
                        REPOSITORY,
                        new Tool(scanner, "1", "rules"),
                        facts.size(),
                        list.size(),
                        FindingsDigest.of(list),
                        new Coverage(1, 1, gaps),
                        null,
                        null,
                        5));
        return facts;
    }

    static List<ScanFact> failed(String scanner) {
        return List.of(
                new ScanFailed(
                        UUID.nameUUIDFromBytes(new byte[] {1}),
                        scanner,
                        REVISION,
                        REPOSITORY,
                        ScanFailure.TIMEOUT,
                        "it ran longer than 2 minutes",
                        120_000));
    }

    static Gap sample() {
        return new Gap(GapKind.SAMPLE_ADVISORIES, "advisory data is the bundled sample", 1);
    }

    static Finding secret(String path, int line, BaselineState state) {
        return secret(path, line, state, "A GitHub personal access token.");
    }

    static Finding secret(String path, int line, BaselineState state, String message) {
        return new Finding(
                "secrets",
                "github-pat",
                Level.ERROR,
                Severity.CRITICAL,
                message,
                new Location(path, line, 7, null),
                Map.of("secret/v1", path),
                state,
                null,
                List.of("CWE-798"),
                List.of(),
                null,
                null,
                new Fix("Revoke it.", null),
                new SecretMatch("GitHub", "ghp_****", "00"));
    }

    static Finding dependency(BaselineState state) {
        return new Finding(
                "dependencies",
                "CVE-2021-44228",
                Level.ERROR,
                Severity.CRITICAL,
                "log4j-core 2.14.1 is affected.",
                new Location("pom.xml", 12, 0, null),
                Map.of("dependency/v1", "x"),
                state,
                null,
                List.of("CWE-502"),
                List.of("CVE-2021-44228"),
                "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
                new Cvss("3.1", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10),
                new Fix("Upgrade to 2.15.0.", "2.15.0"),
                null);
    }

    static List<ScanFact> all(List<ScanFact> one, List<ScanFact> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
