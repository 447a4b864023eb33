package dev.sluice.standalone.scan;

import com.contrastsecurity.sarif.ArtifactLocation;
import com.contrastsecurity.sarif.Invocation;
import com.contrastsecurity.sarif.Message;
import com.contrastsecurity.sarif.MultiformatMessageString;
import com.contrastsecurity.sarif.Notification;
import com.contrastsecurity.sarif.PartialFingerprints;
import com.contrastsecurity.sarif.PhysicalLocation;
import com.contrastsecurity.sarif.PropertyBag;
import com.contrastsecurity.sarif.Region;
import com.contrastsecurity.sarif.ReportingDescriptor;
import com.contrastsecurity.sarif.Result;
import com.contrastsecurity.sarif.Run;
import com.contrastsecurity.sarif.RunAutomationDetails;
import com.contrastsecurity.sarif.SarifSchema210;
import com.contrastsecurity.sarif.Tool;
import com.contrastsecurity.sarif.ToolComponent;
import dev.sluice.events.BaselineState;
import dev.sluice.events.Cvss;
import dev.sluice.events.Finding;
import dev.sluice.events.Fix;
import dev.sluice.events.Gap;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.ScanCompleted;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.events.ScanReported;
import dev.sluice.events.ScanSkipped;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The report as SARIF 2.1.0, one run per scanner. Code scanning tells runs apart by {@code
 * automationDetails.id} and recognises results by {@code partialFingerprints}.
 */
final class SarifReport {

    private static final URI SCHEMA = URI.create("https://json.schemastore.org/sarif-2.1.0.json");

    private SarifReport() {}

    static void write(ScanReport report, Appendable out) throws IOException {
        var log =
                new SarifSchema210()
                        .with$schema(SCHEMA)
                        .withVersion(SarifSchema210.Version._2_1_0)
                        .withRuns(report.endings().stream().map(end -> run(report, end)).toList());
        out.append(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(log));
        out.append('\n');
    }

    private static Run run(ScanReport report, ScanFact ending) {
        List<Finding> findings =
                report.findings().stream()
                        .filter(finding -> finding.scanner().equals(ending.scanner()))
                        .toList();
        return new Run()
                .withTool(new Tool().withDriver(driver(ending, findings)))
                .withAutomationDetails(
                        new RunAutomationDetails()
                                .withId("sluice/" + ending.scanner() + "/" + report.head()))
                .withInvocations(List.of(invocation(ending)))
                .withColumnKind(Run.ColumnKind.UTF_16_CODE_UNITS)
                .withResults(findings.stream().map(SarifReport::result).toList());
    }

    private static ToolComponent driver(ScanFact ending, List<Finding> findings) {
        var driver =
                new ToolComponent()
                        .withName("Sluice " + ending.scanner())
                        .withInformationUri(URI.create("https://sluice.dev"))
                        .withRules(rules(findings));
        return switch (ending) {
            case ScanCompleted done -> driver.withVersion(done.tool().version());
            case ScanFailed _, ScanSkipped _, ScanReported _ -> driver;
        };
    }

    private static Set<ReportingDescriptor> rules(List<Finding> findings) {
        Map<String, ReportingDescriptor> rules = new LinkedHashMap<>();
        findings.forEach(finding -> rules.computeIfAbsent(finding.ruleId(), _ -> rule(finding)));
        return new LinkedHashSet<>(rules.values());
    }

    private static ReportingDescriptor rule(Finding finding) {
        var properties =
                new PropertyBag()
                        .withTags(new LinkedHashSet<>(tags(finding)))
                        .withAdditionalProperty("security-severity", securitySeverity(finding));
        return new ReportingDescriptor()
                .withId(finding.ruleId())
                .withShortDescription(new MultiformatMessageString().withText(finding.ruleId()))
                .withProperties(properties);
    }

    private static List<String> tags(Finding finding) {
        return Stream.concat(
                        Stream.of("security"),
                        finding.cwes().stream()
                                .map(cwe -> "external/cwe/" + cwe.toLowerCase(Locale.ROOT)))
                .toList();
    }

    /**
     * Code scanning's own scale, by which it names the severity: from 9.0 critical, 7.0 high, 4.0
     * medium.
     */
    private static String securitySeverity(Finding finding) {
        Cvss cvss = finding.cvss();
        if (cvss != null) {
            return String.format(Locale.ROOT, "%.1f", cvss.score());
        }
        return switch (finding.severity()) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "2.0";
            case INFO, UNKNOWN -> "0.0";
        };
    }

    private static Result result(Finding finding) {
        var fingerprints = new PartialFingerprints();
        finding.fingerprints().forEach(fingerprints::setAdditionalProperty);
        return new Result()
                .withRuleId(finding.ruleId())
                .withLevel(level(finding.level()))
                .withMessage(new Message().withText(message(finding)))
                .withLocations(List.of(location(finding.location())))
                .withPartialFingerprints(fingerprints)
                .withBaselineState(baselineState(finding.baselineState()));
    }

    private static String message(Finding finding) {
        Fix fix = finding.fix();
        return fix == null ? finding.message() : finding.message() + " " + fix.remediation();
    }

    private static com.contrastsecurity.sarif.Location location(Location location) {
        var physical =
                new PhysicalLocation()
                        .withArtifactLocation(
                                new ArtifactLocation().withUri(relative(location.path())));
        if (location.startLine() > 0) {
            var region = new Region().withStartLine(location.startLine());
            physical.setRegion(
                    location.startColumn() > 0
                            ? region.withStartColumn(location.startColumn())
                            : region);
        }
        return new com.contrastsecurity.sarif.Location().withPhysicalLocation(physical);
    }

    /** A path as a relative URI reference: spaces and the like are escaped, slashes are kept. */
    private static String relative(String path) {
        try {
            String escaped = new URI(null, null, "/" + path, null).toASCIIString();
            return escaped.substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no file has this path", e);
        }
    }

    private static Invocation invocation(ScanFact ending) {
        return switch (ending) {
            case ScanCompleted done ->
                    new Invocation()
                            .withExecutionSuccessful(true)
                            .withToolExecutionNotifications(
                                    done.coverage().gaps().stream()
                                            .map(SarifReport::notChecked)
                                            .toList());
            case ScanFailed failed -> unsuccessful(failed.message(), Notification.Level.ERROR);
            case ScanSkipped skipped -> unsuccessful(skipped.message(), Notification.Level.NOTE);
            case ScanReported part -> unsuccessful(part.scanner(), Notification.Level.ERROR);
        };
    }

    private static Invocation unsuccessful(String message, Notification.Level level) {
        return new Invocation()
                .withExecutionSuccessful(level == Notification.Level.NOTE)
                .withToolExecutionNotifications(List.of(notification(message, level)));
    }

    private static Notification notChecked(Gap gap) {
        return notification("Not checked: " + gap.detail(), Notification.Level.WARNING);
    }

    private static Notification notification(String text, Notification.Level level) {
        return new Notification().withLevel(level).withMessage(new Message().withText(text));
    }

    private static Result.Level level(Level level) {
        return switch (level) {
            case ERROR -> Result.Level.ERROR;
            case WARNING, UNKNOWN -> Result.Level.WARNING;
            case NOTE -> Result.Level.NOTE;
            case NONE -> Result.Level.NONE;
        };
    }

    private static Result.BaselineState baselineState(BaselineState state) {
        return switch (state) {
            case NEW, UNKNOWN -> Result.BaselineState.NEW;
            case UNCHANGED -> Result.BaselineState.UNCHANGED;
            case UPDATED -> Result.BaselineState.UPDATED;
            case ABSENT -> Result.BaselineState.ABSENT;
        };
    }
}
