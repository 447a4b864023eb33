package dev.sluice.scanners.submitted.cyclonedx;

import dev.sluice.events.Cvss;
import dev.sluice.events.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How bad a vulnerability is, by those who rated it. */
final class Ratings {

    private static final Map<String, String> CVSS_VERSIONS =
            Map.of("cvssv2", "2.0", "cvssv3", "3.0", "cvssv31", "3.1", "cvssv4", "4.0");

    private Ratings() {}

    /** The worst that anybody says; what nobody rated counts as high, as with our own scanner. */
    static Severity severity(@Nullable List<Vulnerability.Rating> ratings) {
        return rated(ratings)
                .map(Ratings::severity)
                .filter(severity -> severity != Severity.UNKNOWN)
                .min(Severity::compareTo)
                .orElse(Severity.HIGH);
    }

    /** The score of the newest version of CVSS, the highest one of several. */
    static @Nullable Cvss cvss(@Nullable List<Vulnerability.Rating> ratings) {
        return rated(ratings)
                .map(Ratings::cvss)
                .filter(Objects::nonNull)
                .max((a, b) -> {
                    int byVersion = a.version().compareTo(b.version());
                    return byVersion != 0 ? byVersion : Double.compare(a.score(), b.score());
                })
                .orElse(null);
    }

    private static Stream<Vulnerability.Rating> rated(
            @Nullable List<Vulnerability.Rating> ratings) {
        return ratings == null ? Stream.empty() : ratings.stream().filter(Objects::nonNull);
    }

    private static Severity severity(Vulnerability.Rating rating) {
        String word = Objects.requireNonNullElse(rating.severity(), "").toLowerCase(Locale.ROOT);
        return switch (word) {
            case "critical" -> Severity.CRITICAL;
            case "high" -> Severity.HIGH;
            case "medium" -> Severity.MEDIUM;
            case "low" -> Severity.LOW;
            case "info", "none" -> Severity.INFO;
            default -> byScore(cvss(rating));
        };
    }

    private static Severity byScore(@Nullable Cvss cvss) {
        if (cvss == null) {
            return Severity.UNKNOWN;
        }
        double score = cvss.score();
        return score >= 9
                ? Severity.CRITICAL
                : score >= 7
                        ? Severity.HIGH
                        : score >= 4 ? Severity.MEDIUM : score > 0 ? Severity.LOW : Severity.INFO;
    }

    private static @Nullable Cvss cvss(Vulnerability.Rating rating) {
        String method = Objects.requireNonNullElse(rating.method(), "").toLowerCase(Locale.ROOT);
        String version = CVSS_VERSIONS.get(method);
        Double score = rating.score();
        String vector = rating.vector();
        boolean whole =
                version != null
                        && score != null
                        && score >= 0
                        && score <= 10
                        && vector != null
                        && vector.matches("[A-Za-z0-9:./()-]{1,300}");
        return whole
                ? new Cvss(
                        Objects.requireNonNull(version),
                        Objects.requireNonNull(vector),
                        Objects.requireNonNull(score))
                : null;
    }
}
