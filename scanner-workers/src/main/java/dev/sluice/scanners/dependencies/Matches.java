package dev.sluice.scanners.dependencies;

import dev.sluice.events.Cvss;
import dev.sluice.events.Severity;
import io.github.jeremylong.openvulnerability.client.nvd.CvssV2;
import io.github.jeremylong.openvulnerability.client.nvd.CvssV3;
import io.github.jeremylong.openvulnerability.client.nvd.CvssV4;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.dependencycheck.dependency.Dependency;
import org.owasp.dependencycheck.dependency.Vulnerability;
import org.owasp.dependencycheck.dependency.naming.CpeIdentifier;
import org.owasp.dependencycheck.dependency.naming.PurlIdentifier;
import us.springett.parsers.cpe.Cpe;

/** Turns what dependency-check says about a dependency into our terms. */
final class Matches {

    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._+-]{0,99}");
    private static final Pattern CWE = Pattern.compile("CWE-[0-9]+");

    private Matches() {}

    static List<Match> of(Dependency dependency, Component component) {
        return switch (component) {
            case Component.Release(Coordinates coordinates, String version) ->
                    of(dependency, coordinates, version, coordinates.display());
            case Component.Archive archive -> ofArchive(dependency);
        };
    }

    /** What an archive says of itself is believed as far as it is a name. */
    private static List<Match> ofArchive(Dependency dependency) {
        for (var identifier : dependency.getSoftwareIdentifiers()) {
            if (identifier instanceof PurlIdentifier purl
                    && purl.getValue().startsWith("pkg:maven/")) {
                String group = Objects.requireNonNullElse(purl.getNamespace(), "");
                if (Coordinates.areValid(group, purl.getName())) {
                    Coordinates coordinates =
                            new Coordinates(Ecosystem.MAVEN, group, purl.getName());
                    return of(
                            dependency,
                            coordinates,
                            plain(purl.getVersion()),
                            coordinates.display());
                }
            }
        }
        return of(dependency, null, plain(dependency.getVersion()), dependency.getFileName());
    }

    private static @Nullable String plain(@Nullable String version) {
        return version != null && VERSION.matcher(version).matches() ? version : null;
    }

    private static List<Match> of(
            Dependency dependency,
            @Nullable Coordinates coordinates,
            @Nullable String version,
            String name) {
        List<Cpe> products =
                dependency.getVulnerableSoftwareIdentifiers().stream()
                        .filter(CpeIdentifier.class::isInstance)
                        .map(identifier -> ((CpeIdentifier) identifier).getCpe())
                        .toList();
        return dependency.getVulnerabilities(true).stream()
                .map(vulnerability ->
                        new Match(
                                coordinates,
                                version,
                                name,
                                vulnerability.getName(),
                                Objects.requireNonNullElse(vulnerability.getDescription(), ""),
                                cwes(vulnerability),
                                cvss(vulnerability),
                                severity(cvss(vulnerability)),
                                FixedVersion.of(vulnerability.getVulnerableSoftware(), products)
                                        .orElse(null)))
                .toList();
    }

    private static List<String> cwes(Vulnerability vulnerability) {
        return vulnerability.getCwes().stream()
                .filter(cwe -> CWE.matcher(cwe).matches())
                .sorted()
                .toList();
    }

    private static @Nullable Cvss cvss(Vulnerability vulnerability) {
        CvssV3 v3 = vulnerability.getCvssV3();
        if (v3 != null) {
            var data = v3.getCvssData();
            return new Cvss(data.getVersion().value(), data.getVectorString(), data.getBaseScore());
        }
        CvssV4 v4 = vulnerability.getCvssV4();
        if (v4 != null) {
            var data = v4.getCvssData();
            return new Cvss("4.0", data.getVectorString(), data.getBaseScore());
        }
        CvssV2 v2 = vulnerability.getCvssV2();
        if (v2 != null) {
            var data = v2.getCvssData();
            // dependency-check puts a stray slash in front
            String vector = data.getVectorString().replaceFirst("^/", "");
            return new Cvss("2.0", vector, data.getBaseScore());
        }
        return null;
    }

    /** The bands of CVSS 3; what nobody has scored yet is taken seriously. */
    static Severity severity(@Nullable Cvss cvss) {
        if (cvss == null) {
            return Severity.HIGH;
        }
        if (cvss.score() >= 9.0) {
            return Severity.CRITICAL;
        }
        if (cvss.score() >= 7.0) {
            return Severity.HIGH;
        }
        if (cvss.score() >= 4.0) {
            return Severity.MEDIUM;
        }
        return cvss.score() > 0 ? Severity.LOW : Severity.INFO;
    }
}
