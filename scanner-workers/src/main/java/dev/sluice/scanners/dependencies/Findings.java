package dev.sluice.scanners.dependencies;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Finding;
import dev.sluice.events.Fix;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts matches at the lines of the manifests that ask for them: one finding for each advisory,
 * package and manifest.
 */
final class Findings {

    /** The name of the fingerprint; a change of what goes into it needs another. */
    static final String FINGERPRINT = "dependency/v1";

    private static final int MAX_DESCRIPTION = 300;
    private static final int MAX_NOTE = 500;

    private static final Comparator<Finding> ORDER =
            Comparator.comparing((Finding finding) -> finding.location().path())
                    .thenComparingInt(finding -> finding.location().startLine())
                    .thenComparing(Finding::ruleId)
                    .thenComparing(Finding::message);

    private final Map<String, Finding> byFingerprint = new TreeMap<>();

    private Findings() {}

    static List<Finding> of(Inventory inventory, Lookup.Result result) {
        Findings findings = new Findings();
        for (Declaration declaration : inventory.declarations()) {
            String version = declaration.version();
            if (version == null) {
                continue;
            }
            Component component = new Component.Release(declaration.coordinates(), version);
            for (Match match : result.of(component)) {
                Location location = new Location(declaration.path(), declaration.line(), 0, null);
                findings.add(match, location, declaration.note());
            }
        }
        for (Bundled bundled : inventory.archives()) {
            for (Match match : result.of(bundled.archive())) {
                String note = bundled.inside().isEmpty() ? "" : "in " + bundled.inside();
                findings.add(match, new Location(bundled.path(), 0, 0, null), note);
            }
        }
        return findings.byFingerprint.values().stream().sorted(ORDER).toList();
    }

    /** Of several declarations of one package in one manifest, the first line is named. */
    private void add(Match match, Location location, String note) {
        Coordinates coordinates = match.coordinates();
        String identity = coordinates == null ? match.name() : coordinates.purl(null);
        String fingerprint = Digests.sha256(match.cve(), identity, location.path());
        Finding finding = finding(match, location, note, fingerprint);
        byFingerprint.merge(fingerprint, finding, (a, b) -> ORDER.compare(a, b) <= 0 ? a : b);
    }

    private static Finding finding(
            Match match, Location location, String note, String fingerprint) {
        Coordinates coordinates = match.coordinates();
        return new Finding(
                DependenciesScanner.NAME,
                match.cve(),
                level(match.severity()),
                match.severity(),
                message(match, note),
                location,
                Map.of(FINGERPRINT, fingerprint),
                BaselineState.NEW,
                null,
                match.cwes(),
                List.of(match.cve()),
                coordinates == null ? null : coordinates.purl(match.version()),
                match.cvss(),
                fix(match),
                null);
    }

    private static String message(Match match, String note) {
        String version = match.version() == null ? "" : " " + match.version();
        String aside = note.isEmpty() ? "" : " (" + OneLine.of(note, MAX_NOTE) + ")";
        return OneLine.of(match.name(), MAX_NOTE)
                + version
                + aside
                + " is affected by "
                + match.cve()
                + ": "
                + OneLine.of(match.description(), MAX_DESCRIPTION);
    }

    private static @Nullable Fix fix(Match match) {
        if (match.fixedVersion() == null) {
            return null;
        }
        String from = match.version() == null ? "" : " from " + match.version();
        return new Fix(
                "Upgrade "
                        + OneLine.of(match.name(), MAX_NOTE)
                        + from
                        + " to "
                        + match.fixedVersion(),
                match.fixedVersion());
    }

    private static Level level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> Level.ERROR;
            case MEDIUM -> Level.WARNING;
            case LOW, INFO, UNKNOWN -> Level.NOTE;
        };
    }
}
