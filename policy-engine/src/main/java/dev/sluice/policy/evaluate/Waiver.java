package dev.sluice.policy.evaluate;

import dev.sluice.events.Finding;
import dev.sluice.policy.language.Glob;
import dev.sluice.policy.language.PurlPattern;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Findings that two people accept for a time: no rule matches them as long as it lasts. Of what it
 * names of a finding, everything has to be so.
 *
 * @param repositories patterns of {@code owner/name}; there must be one
 * @param ruleId the scanner's rule, or the advisory
 * @param purl a pattern, see {@link PurlPattern}
 * @param path a pattern, see {@link Glob}
 * @param until when it ends by itself
 */
public record Waiver(
        List<String> repositories,
        @Nullable String fingerprint,
        @Nullable String ruleId,
        @Nullable String cve,
        @Nullable String purl,
        @Nullable String path,
        Justification justification,
        String because,
        String requestedBy,
        String grantedBy,
        Instant until) {
    public Waiver {
        repositories = List.copyOf(repositories);
        if (repositories.isEmpty()) {
            throw new IllegalArgumentException("a waiver needs repositories");
        }
        if (Stream.of(fingerprint, ruleId, cve, purl, path).allMatch(scope -> scope == null)) {
            throw new IllegalArgumentException(
                    "a waiver needs fingerprint, ruleId, cve, purl or path");
        }
        if (because.isBlank()) {
            throw new IllegalArgumentException("a waiver needs because");
        }
        if (requestedBy.equals(grantedBy)) {
            throw new IllegalArgumentException(
                    "a waiver is granted by somebody else than "
                            + requestedBy
                            + ", who requested it");
        }
    }

    /** Whether it holds for the finding; one that has run out holds for nothing. */
    boolean covers(Finding finding, String repository, Instant now) {
        return now.isBefore(until)
                && repositories.stream().anyMatch(glob -> Glob.of(glob).matches(repository))
                && (fingerprint == null || fingerprint.equals(finding.fingerprint()))
                && (ruleId == null || ruleId.equals(finding.ruleId()))
                && (cve == null || finding.cves().contains(cve))
                && (purl == null
                        || (finding.purl() != null && PurlPattern.matches(finding.purl(), purl)))
                && (path == null || Glob.of(path).matches(finding.location().path()));
    }
}
