package dev.sluice.events;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something a scanner reports: SARIF 2.1.0's <em>result</em>, normalised.
 *
 * @param fingerprints by versioned name, such as {@code secret/v1}; the same finding has the same
 *     value in every revision
 * @param cause set for new findings
 * @param cvss absent when nobody scored it
 * @param fix absent when nothing is known to do
 * @param secret set by scanners that find secrets
 */
public record Finding(
        String scanner,
        String ruleId,
        Level level,
        Severity severity,
        String message,
        Location location,
        Map<String, String> fingerprints,
        BaselineState baselineState,
        @Nullable Cause cause,
        List<String> cwes,
        List<String> cves,
        @Nullable String purl,
        @Nullable Cvss cvss,
        @Nullable Fix fix,
        @Nullable SecretMatch secret) {
    public Finding {
        Require.text("finding.scanner", scanner);
        Require.text("finding.ruleId", ruleId);
        Require.present("finding.level", level);
        Require.present("finding.severity", severity);
        Require.text("finding.message", message);
        Require.present("finding.location", location);
        Require.present("finding.fingerprints", fingerprints);
        if (fingerprints.isEmpty()) {
            throw new IllegalArgumentException("finding.fingerprints is empty");
        }
        fingerprints.values().forEach(value -> Require.text("one of finding.fingerprints", value));
        Require.present("finding.baselineState", baselineState);
        cwes = Require.list("finding.cwes", cwes);
        cves = Require.list("finding.cves", cves);
        fingerprints = Collections.unmodifiableSortedMap(new TreeMap<>(fingerprints));
    }

    /** The fingerprint by which findings are compared: the one whose versioned name sorts last. */
    public String fingerprint() {
        return new TreeMap<>(fingerprints).lastEntry().getValue();
    }

    /** The same finding, compared with a baseline. */
    public Finding in(BaselineState state) {
        return new Finding(
                scanner,
                ruleId,
                level,
                severity,
                message,
                location,
                fingerprints,
                state,
                state == BaselineState.NEW ? Cause.CODE : null,
                cwes,
                cves,
                purl,
                cvss,
                fix,
                secret);
    }
}
