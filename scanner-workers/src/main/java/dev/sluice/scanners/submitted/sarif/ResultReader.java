package dev.sluice.scanners.submitted.sarif;

import com.contrastsecurity.sarif.Message;
import com.contrastsecurity.sarif.PhysicalLocation;
import com.contrastsecurity.sarif.Region;
import com.contrastsecurity.sarif.ReportingDescriptorReference;
import com.contrastsecurity.sarif.Result;
import com.contrastsecurity.sarif.Suppression;
import dev.sluice.events.Finding;
import dev.sluice.events.Fix;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.Severity;
import dev.sluice.scanners.submitted.FindingList;
import dev.sluice.scanners.submitted.Origin;
import dev.sluice.scanners.submitted.PlainText;
import dev.sluice.scanners.submitted.RepositoryPath;
import dev.sluice.scanners.submitted.sarif.SarifJson.SaidResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes a finding of a result. */
final class ResultReader {

    private static final int MAX_MESSAGE = 1000;
    private static final int MAX_ID = 300;
    private static final String UNNAMED = "unnamed";

    private final RunOutline run;
    private final List<String> roots = new ArrayList<>();

    ResultReader(RunOutline run, Origin origin) {
        this.run = run;
        if (origin.checkoutUri() != null) {
            roots.add(origin.checkoutUri());
        }
        roots.addAll(run.baseUris().values());
    }

    void read(SaidResult result, FindingList findings) {
        if (!isProblem(result)) {
            return;
        }
        if (isSuppressed(result)) {
            findings.suppressed();
            return;
        }
        Optional<RuleFacts> rule = rule(result);
        String ruleId =
                PlainText.lineOr(
                        Optional.ofNullable(result.getRuleId())
                                .or(() -> rule.map(RuleFacts::id))
                                .orElse(UNNAMED),
                        MAX_ID,
                        UNNAMED);
        Level level = level(result, rule);
        Severity severity = severity(result, rule, level);
        String message = message(result, rule, ruleId);
        Location location = location(result);
        Fix fix = fix(result);
        findings.add(
                identity(result, ruleId, location, message),
                (scanner, fingerprints, state) ->
                        new Finding(
                                scanner,
                                ruleId,
                                level,
                                severity,
                                message,
                                location,
                                fingerprints,
                                state,
                                null,
                                rule.map(RuleFacts::cwes).orElse(List.of()),
                                ruleId.matches("CVE-\\d{4}-\\d{4,19}")
                                        ? List.of(ruleId)
                                        : List.of(),
                                null,
                                null,
                                fix,
                                null));
    }

    /** What passed, does not apply, informs or is gone is no finding. */
    private static boolean isProblem(Result result) {
        if (result.getBaselineState() == Result.BaselineState.ABSENT) {
            return false;
        }
        return result.getKind() == null
                || switch (result.getKind()) {
                    case FAIL, OPEN, REVIEW -> true;
                    case PASS, NOT_APPLICABLE, INFORMATIONAL -> false;
                };
    }

    /** As the standard says: by at least one that is not under review or rejected. */
    private static boolean isSuppressed(Result result) {
        return result.getSuppressions() != null
                && result.getSuppressions().stream()
                        .filter(Objects::nonNull)
                        .anyMatch(suppression ->
                                suppression.getStatus() == null
                                        || suppression.getStatus() == Suppression.Status.ACCEPTED);
    }

    private Optional<RuleFacts> rule(Result result) {
        @Nullable ReportingDescriptorReference reference = result.getRule();
        Rules rules = run.components().getFirst();
        @Nullable Integer index = result.getRuleIndex();
        @Nullable String id = result.getRuleId();
        if (reference != null) {
            Integer extension =
                    reference.getToolComponent() == null
                            ? null
                            : reference.getToolComponent().getIndex();
            // Extensions count from 0, and the driver is in front of them here.
            if (extension != null && extension >= 0 && extension + 1 < run.components().size()) {
                rules = run.components().get(extension + 1);
            }
            index = reference.getIndex() == null ? index : reference.getIndex();
            id = reference.getId() == null ? id : reference.getId();
        }
        Optional<RuleFacts> byIndex = index == null ? Optional.empty() : rules.at(index);
        return byIndex.isPresent() || id == null ? byIndex : rules.named(id);
    }

    private static Level level(SaidResult result, Optional<RuleFacts> rule) {
        Result.Level said =
                result.saysLevel() && result.getLevel() != null
                        ? result.getLevel()
                        : rule.map(RuleFacts::level).orElse(Result.Level.WARNING);
        return switch (said) {
            case ERROR -> Level.ERROR;
            case WARNING -> Level.WARNING;
            case NOTE -> Level.NOTE;
            case NONE -> Level.NONE;
        };
    }

    /** Code scanning's scale where the tool uses it, otherwise how loud the tool is. */
    private static Severity severity(Result result, Optional<RuleFacts> rule, Level level) {
        Double own = RuleFacts.securitySeverity(SarifJson.properties(result.getProperties()));
        Double score = own != null ? own : rule.map(RuleFacts::securitySeverity).orElse(null);
        if (score != null) {
            return score >= 9
                    ? Severity.CRITICAL
                    : score >= 7
                            ? Severity.HIGH
                            : score >= 4
                                    ? Severity.MEDIUM
                                    : score > 0 ? Severity.LOW : Severity.INFO;
        }
        return switch (level) {
            case ERROR -> Severity.HIGH;
            case WARNING -> Severity.MEDIUM;
            case NOTE -> Severity.LOW;
            case NONE, UNKNOWN -> Severity.INFO;
        };
    }

    private static String message(Result result, Optional<RuleFacts> rule, String ruleId) {
        @Nullable Message message = result.getMessage();
        if (message == null) {
            return ruleId;
        }
        String text = message.getText();
        if (text == null && message.getId() != null) {
            text = rule.map(facts -> facts.messages().get(message.getId())).orElse(null);
        }
        return PlainText.lineOr(
                filled(Objects.requireNonNullElse(text, ""), message.getArguments()),
                MAX_MESSAGE,
                ruleId);
    }

    private static String filled(String text, @Nullable List<String> arguments) {
        String filled = text;
        for (int i = 0; arguments != null && i < Math.min(arguments.size(), 20); i++) {
            String argument = PlainText.line(Objects.toString(arguments.get(i), ""), MAX_MESSAGE);
            filled =
                    filled.length() > 4 * MAX_MESSAGE
                            ? filled
                            : filled.replace("{" + i + "}", argument);
        }
        return filled;
    }

    private Location location(Result result) {
        @Nullable PhysicalLocation physical = physical(result);
        if (physical == null
                || physical.getArtifactLocation() == null
                || physical.getArtifactLocation().getUri() == null) {
            return new Location(RepositoryPath.WHOLE, 0, 0, null);
        }
        String path = RepositoryPath.of(physical.getArtifactLocation().getUri(), roots);
        @Nullable Region region = physical.getRegion();
        return path.equals(RepositoryPath.WHOLE) || region == null
                ? new Location(path, 0, 0, null)
                : new Location(
                        path, number(region.getStartLine()), number(region.getStartColumn()), null);
    }

    private static @Nullable PhysicalLocation physical(Result result) {
        List<com.contrastsecurity.sarif.Location> locations = result.getLocations();
        return locations == null || locations.isEmpty() || locations.getFirst() == null
                ? null
                : locations.getFirst().getPhysicalLocation();
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : Math.max(0, value);
    }

    private static @Nullable Fix fix(Result result) {
        return result.getFixes() == null || result.getFixes().isEmpty()
                ? null
                : new Fix("Apply the change that the tool proposes.", null);
    }

    /** Fingerprints of the tool where it makes some; never the line, which moves. */
    private static List<String> identity(
            Result result, String ruleId, Location location, String message) {
        var prints = new TreeMap<String, String>();
        if (result.getPartialFingerprints() != null) {
            prints.putAll(result.getPartialFingerprints().getAdditionalProperties());
        }
        var identity = new ArrayList<>(List.of(ruleId, location.path()));
        if (prints.isEmpty()) {
            identity.add(message.replaceAll("\\d+", "#"));
        }
        for (Map.Entry<String, String> print : prints.entrySet()) {
            identity.add(print.getKey());
            identity.add(Objects.toString(print.getValue(), ""));
        }
        return identity;
    }
}
