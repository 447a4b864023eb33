package dev.sluice.scanners.submitted.cyclonedx;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import dev.sluice.scanners.submitted.Walk;
import java.io.IOException;
import java.util.List;

/** Reads CycloneDX in two ways through the document: its head and components, then findings. */
final class CycloneDxFormat implements ResultFormat {

    static final int MAX_COMPONENTS = 100_000;
    static final int MAX_VULNERABILITIES = 25_000;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    @Override
    public SubmissionFormat format() {
        return SubmissionFormat.CYCLONEDX;
    }

    @Override
    public List<ToolResult> read(Document document, Origin origin)
            throws UnreadableDocumentException {
        var head = new Head();
        var inventory = new Inventory();
        document.read(parser ->
                Walk.object(
                        parser,
                        "the document",
                        name -> {
                            switch (name) {
                                case "bomFormat" -> head.format(parser);
                                case "specVersion" -> head.specVersion(parser);
                                case "metadata" -> head.metadata(parser, inventory, MAPPER);
                                case "components" -> components(parser, inventory);
                                default -> {}
                            }
                        }));
        head.requireCycloneDx();
        var findings =
                new FindingList(ScannerName.of(head.tool(), origin.category()), "cyclonedx/v1");
        var reader = new VulnerabilityReader(inventory, origin, findings);
        boolean[] listed = {false};
        document.read(parser ->
                Walk.object(
                        parser,
                        "the document",
                        name -> {
                            if (name.equals("vulnerabilities")) {
                                listed[0] |= parser.hasToken(JsonToken.START_ARRAY);
                                Walk.array(
                                        parser,
                                        name,
                                        MAX_VULNERABILITIES,
                                        index -> reader.read(vulnerability(parser, index)));
                            }
                        }));
        if (!listed[0]) {
            throw new UnreadableDocumentException(
                    ScanFailure.MALFORMED,
                    "it lists components but no vulnerabilities, not even an empty list");
        }
        var tool =
                new Tool(
                        head.tool(),
                        head.toolVersion(),
                        Digests.of(List.of(head.tool(), head.toolVersion())));
        return List.of(findings.result(tool));
    }

    private static void components(JsonParser parser, Inventory inventory)
            throws IOException, UnreadableDocumentException {
        Walk.array(
                parser,
                "components",
                MAX_COMPONENTS,
                index ->
                        inventory.add(
                                Walk.bind(
                                        parser,
                                        MAPPER,
                                        Component.class,
                                        "component " + (index + 1))));
    }

    private static Vulnerability vulnerability(JsonParser parser, int index)
            throws UnreadableDocumentException {
        return Walk.bind(parser, MAPPER, Vulnerability.class, "vulnerability " + (index + 1));
    }
}
