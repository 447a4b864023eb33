package dev.sluice.notifier.sarif;

import com.contrastsecurity.sarif.Invocation;
import com.contrastsecurity.sarif.Message;
import com.contrastsecurity.sarif.Notification;
import com.contrastsecurity.sarif.Run;
import com.contrastsecurity.sarif.RunAutomationDetails;
import com.contrastsecurity.sarif.SarifSchema210;
import com.contrastsecurity.sarif.Tool;
import com.contrastsecurity.sarif.ToolComponent;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.wire.Json;
import dev.sluice.notifier.sarif.ScannerRun.Remark;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A SARIF 2.1.0 log, one run per scanner. */
public final class SarifLog {

    private static final URI SCHEMA = URI.create("https://json.schemastore.org/sarif-2.1.0.json");

    private SarifLog() {}

    /** For people and files, over several lines. */
    public static String pretty(List<ScannerRun> runs) {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(log(runs))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a log can always be written as JSON", e);
        }
    }

    /** For machines, without a blank. */
    public static String compact(List<ScannerRun> runs) {
        try {
            return Json.mapper().writeValueAsString(log(runs));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a log can always be written as JSON", e);
        }
    }

    private static SarifSchema210 log(List<ScannerRun> runs) {
        return new SarifSchema210()
                .with$schema(SCHEMA)
                .withVersion(SarifSchema210.Version._2_1_0)
                .withRuns(runs.stream().map(SarifLog::run).toList());
    }

    private static Run run(ScannerRun run) {
        var results = Results.of(run.findings());
        var remarks = new ArrayList<>(run.remarks());
        results.remark().ifPresent(remarks::add);
        return new Run()
                .withTool(new Tool().withDriver(driver(run)))
                .withAutomationDetails(new RunAutomationDetails().withId(run.id()))
                .withInvocations(
                        List.of(
                                new Invocation()
                                        .withExecutionSuccessful(run.successful())
                                        .withToolExecutionNotifications(
                                                remarks.stream()
                                                        .map(SarifLog::notification)
                                                        .toList())))
                .withColumnKind(Run.ColumnKind.UTF_16_CODE_UNITS)
                .withResults(results.shown());
    }

    private static ToolComponent driver(ScannerRun run) {
        var driver =
                new ToolComponent()
                        .withName(toolName(run.scanner()))
                        .withInformationUri(URI.create("https://sluice.dev"))
                        .withRules(Rules.of(run.findings()));
        return run.version() == null ? driver : driver.withVersion(run.version());
    }

    /** How code scanning calls a scanner. */
    public static String toolName(String scanner) {
        return "Sluice " + scanner;
    }

    private static Notification notification(Remark remark) {
        return new Notification()
                .withLevel(
                        Notification.Level.fromValue(
                                remark.weight().name().toLowerCase(Locale.ROOT)))
                .withMessage(new Message().withText(Plain.text(remark.text())));
    }
}
