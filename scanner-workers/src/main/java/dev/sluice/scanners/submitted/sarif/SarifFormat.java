package dev.sluice.scanners.submitted.sarif;

import dev.sluice.events.ScanFailure;
import dev.sluice.events.SubmissionFormat;
import dev.sluice.events.Tool;
import dev.sluice.scanners.submitted.Digests;
import dev.sluice.scanners.submitted.Document;
import dev.sluice.scanners.submitted.FindingList;
import dev.sluice.scanners.submitted.Origin;
import dev.sluice.scanners.submitted.ResultFormat;
import dev.sluice.scanners.submitted.ScannerName;
import dev.sluice.scanners.submitted.ToolResult;
import dev.sluice.scanners.submitted.UnreadableDocumentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads SARIF within the limits that GitHub has for it too. */
final class SarifFormat implements ResultFormat {

    static final int MAX_RUNS = 20;
    static final int MAX_RESULTS = 25_000;

    /** All findings of a document are in memory at once, until they are sent. */
    static final int MAX_RESULTS_OF_ALL_RUNS = 50_000;

    static final int MAX_RULES = 25_000;
    static final int MAX_EXTENSIONS = 100;

    private static final String FINGERPRINT = "sarif/v1";

    @Override
    public SubmissionFormat format() {
        return SubmissionFormat.SARIF;
    }

    @Override
    public List<ToolResult> read(Document document, Origin origin)
            throws UnreadableDocumentException {
        List<RunOutline> runs = Outlines.read(document);
        if (runs.isEmpty()) {
            throw new UnreadableDocumentException(
                    ScanFailure.MALFORMED, "it has no runs, so no tool says anything");
        }
        Map<String, Collected> collected = new LinkedHashMap<>();
        List<FindingList> byRun = new ArrayList<>();
        for (RunOutline run : runs) {
            run.requireResult();
            String name = ScannerName.of(run.tool(), run.category(origin));
            byRun.add(
                    collected
                            .computeIfAbsent(
                                    name,
                                    n -> new Collected(new FindingList(n, FINGERPRINT), tool(run)))
                            .findings());
        }
        Results.read(
                document,
                (run, result) ->
                        new ResultReader(runs.get(run), origin).read(result, byRun.get(run)));
        return collected.values().stream().map(one -> one.findings().result(one.tool())).toList();
    }

    private record Collected(FindingList findings, Tool tool) {}

    private static Tool tool(RunOutline run) {
        List<String> rules =
                run.components().stream()
                        .flatMap(component -> component.inOrder().stream())
                        .map(RuleFacts::id)
                        .sorted()
                        .toList();
        var said = new ArrayList<>(List.of(run.tool(), run.version()));
        said.addAll(rules);
        return new Tool(run.tool(), run.version(), Digests.of(said));
    }
}
