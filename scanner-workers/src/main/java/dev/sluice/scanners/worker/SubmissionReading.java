package dev.sluice.scanners.worker;

import dev.sluice.events.Coverage;
import dev.sluice.events.Finding;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.ScanSubmitted;
import dev.sluice.events.Submission;
import dev.sluice.events.SubmissionCompleted;
import dev.sluice.events.SubmissionFact;
import dev.sluice.events.SubmissionFailed;
import dev.sluice.events.SubmissionFormat;
import dev.sluice.events.SubmissionReported;
import dev.sluice.events.wire.FindingsDigest;
import dev.sluice.events.wire.Json;
import dev.sluice.scanners.revision.Parts;
import dev.sluice.scanners.submitted.Document;
import dev.sluice.scanners.submitted.Origin;
import dev.sluice.scanners.submitted.ResultFormat;
import dev.sluice.scanners.submitted.ScannerName;
import dev.sluice.scanners.submitted.ToolResult;
import dev.sluice.scanners.submitted.UnreadableDocumentException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From a document that was handed in to facts; the same document gives the same facts. */
final class SubmissionReading {

    private final Map<SubmissionFormat, ResultFormat> formats;

    SubmissionReading(Collection<ResultFormat> formats) {
        this.formats =
                formats.stream()
                        .collect(Collectors.toMap(ResultFormat::format, Function.identity()));
    }

    List<SubmissionFact> read(ScanSubmitted submitted, byte[] compressed) {
        Submission submission = submitted.submission();
        ResultFormat format = formats.get(submission.format());
        if (format == null) {
            return List.of(
                    failed(
                            submission,
                            ScanFailure.INTERNAL,
                            "no reader of its format is in this version"));
        }
        var origin = new Origin(submission.category(), submitted.checkoutUri());
        try {
            var facts = new ArrayList<SubmissionFact>();
            for (ToolResult result : format.read(new Document(compressed), origin)) {
                facts.addAll(facts(submission, result));
            }
            return facts;
        } catch (UnreadableDocumentException e) {
            return List.of(failed(submission, e.reason(), e.message()));
        } catch (Parts.TooLargeException e) {
            return List.of(
                    failed(
                            submission,
                            ScanFailure.LIMIT,
                            "a finding in it is larger than an event may be"));
        }
    }

    private static List<SubmissionFact> facts(Submission submission, ToolResult result)
            throws Parts.TooLargeException {
        List<List<Finding>> parts = Parts.of(result.findings());
        var facts = new ArrayList<SubmissionFact>();
        for (List<Finding> part : parts) {
            facts.add(
                    new SubmissionReported(
                            submission, result.scanner(), facts.size() + 1, parts.size(), part));
        }
        facts.add(
                new SubmissionCompleted(
                        submission,
                        result.scanner(),
                        result.tool(),
                        parts.size(),
                        result.findings().size(),
                        FindingsDigest.of(result.findings()),
                        new Coverage(0, 0, result.gaps())));
        return facts;
    }

    /** Named after its format, because which tool it is of is not known. */
    static SubmissionFailed failed(Submission submission, ScanFailure reason, String message) {
        String format = Json.mapper().convertValue(submission.format(), String.class);
        return new SubmissionFailed(
                submission, ScannerName.of(format, submission.category()), reason, message);
    }
}
