package dev.sluice.notifier.sarif;

import com.contrastsecurity.sarif.ArtifactLocation;
import com.contrastsecurity.sarif.Location;
import com.contrastsecurity.sarif.Message;
import com.contrastsecurity.sarif.PartialFingerprints;
import com.contrastsecurity.sarif.PhysicalLocation;
import com.contrastsecurity.sarif.Region;
import com.contrastsecurity.sarif.Result;
import dev.sluice.events.BaselineState;
import dev.sluice.events.Finding;
import dev.sluice.events.Fix;
import dev.sluice.events.Level;
import dev.sluice.events.SecretMatch;
import dev.sluice.notifier.sarif.ScannerRun.Remark;
import dev.sluice.notifier.sarif.ScannerRun.Weight;
import dev.sluice.notifier.text.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The results of a run.
 *
 * @param pathless how many are left out because their path leads out of the repository
 */
record Results(List<Result> shown, int pathless) {

    /** The one fingerprint by which code scanning recognises an alert. */
    private static final String RECOGNISED = "primaryLocationLineHash";

    static Results of(List<Finding> findings) {
        var shown = new ArrayList<Result>();
        int pathless = 0;
        for (Finding finding : findings) {
            Optional<String> uri = RelativeUri.of(finding.location().path());
            if (uri.isPresent()) {
                shown.add(result(finding, uri.get()));
            } else {
                pathless++;
            }
        }
        return new Results(shown, pathless);
    }

    Optional<Remark> remark() {
        return pathless == 0
                ? Optional.empty()
                : Optional.of(
                        new Remark(
                                Weight.WARNING,
                                pathless
                                        + " results are left out: their path leads out of the"
                                        + " repository."));
    }

    private static Result result(Finding finding, String uri) {
        var fingerprints = new PartialFingerprints();
        finding.fingerprints().forEach(fingerprints::setAdditionalProperty);
        fingerprints.setAdditionalProperty(RECOGNISED, finding.fingerprint());
        return new Result()
                .withRuleId(Rules.id(finding))
                .withLevel(level(finding.level()))
                .withMessage(new Message().withText(Plain.text(message(finding))))
                .withLocations(List.of(location(finding.location(), uri)))
                .withPartialFingerprints(fingerprints)
                .withBaselineState(baselineState(finding.baselineState()));
    }

    static String what(Finding finding) {
        SecretMatch secret = finding.secret();
        return secret == null ? finding.message() : SecretText.of(secret) + ".";
    }

    private static String message(Finding finding) {
        Fix fix = finding.fix();
        return fix == null ? what(finding) : what(finding) + " " + fix.remediation();
    }

    /** Code scanning wants a line of everything; what has none is about the file as a whole. */
    private static Location location(dev.sluice.events.Location location, String uri) {
        var region = new Region().withStartLine(Math.max(1, location.startLine()));
        if (location.startLine() > 0 && location.startColumn() > 0) {
            region.setStartColumn(location.startColumn());
        }
        return new Location()
                .withPhysicalLocation(
                        new PhysicalLocation()
                                .withArtifactLocation(new ArtifactLocation().withUri(uri))
                                .withRegion(region));
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
            case NEW, NOT_COMPARED, UNKNOWN -> Result.BaselineState.NEW;
            case UNCHANGED -> Result.BaselineState.UNCHANGED;
            case UPDATED -> Result.BaselineState.UPDATED;
            case ABSENT -> Result.BaselineState.ABSENT;
        };
    }
}
