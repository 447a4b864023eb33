package dev.sluice.scanners.submitted.sarif;

import com.contrastsecurity.sarif.ReportingDescriptor;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.events.ScanFailure;
import dev.sluice.scanners.submitted.Document;
import dev.sluice.scanners.submitted.PlainText;
import dev.sluice.scanners.submitted.UnreadableDocumentException;
import dev.sluice.scanners.submitted.Walk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first way through a document: what its runs say about themselves. */
final class Outlines {

    private static final String VERSION = "2.1.0";
    private static final int MAX_NAME = 200;
    private static final int MANY = 10_000;

    private final JsonParser parser;
    private final List<RunOutline> runs = new ArrayList<>();
    private @Nullable String version;
    private boolean runsSeen;
    private int results;

    private Outlines(JsonParser parser) {
        this.parser = parser;
    }

    static List<RunOutline> read(Document document) throws UnreadableDocumentException {
        var runs = new ArrayList<RunOutline>();
        document.read(parser -> runs.addAll(new Outlines(parser).log()));
        return runs;
    }

    private List<RunOutline> log() throws IOException, UnreadableDocumentException {
        Walk.object(
                parser,
                "the document",
                name -> {
                    switch (name) {
                        case "version" -> version = Walk.text(parser);
                        case "runs" -> runs();
                        default -> {}
                    }
                });
        if (!VERSION.equals(version)) {
            throw new UnreadableDocumentException(
                    ScanFailure.MALFORMED,
                    version == null
                            ? "it does not say that it is SARIF " + VERSION
                            : "it is SARIF "
                                    + (version.matches("\\d{1,3}(\\.\\d{1,3}){1,3}")
                                            ? version
                                            : "of no version that there is")
                                    + ", and only "
                                    + VERSION
                                    + " is read");
        }
        return runs;
    }

    private void runs() throws IOException, UnreadableDocumentException {
        if (runsSeen) {
            throw new UnreadableDocumentException(ScanFailure.MALFORMED, "it has runs twice");
        }
        runsSeen = true;
        Walk.array(
                parser, "runs", SarifFormat.MAX_RUNS, index -> runs.add(new Run(index + 1).read()));
    }

    private void count() throws UnreadableDocumentException {
        if (++results > SarifFormat.MAX_RESULTS_OF_ALL_RUNS) {
            throw new UnreadableDocumentException(
                    ScanFailure.LIMIT,
                    "its runs have more than "
                            + SarifFormat.MAX_RESULTS_OF_ALL_RUNS
                            + " results together");
        }
    }

    /** One run on the way. */
    private final class Run {

        private final int number;
        private final List<Rules> extensions = new ArrayList<>();
        private final Map<String, String> baseUris = new HashMap<>();
        private String tool = "";
        private String toolVersion = "";
        private Rules driver = Rules.of(List.of());
        private @Nullable String automationId;
        private boolean successful = true;
        private boolean hasResults;

        Run(int number) {
            this.number = number;
        }

        RunOutline read() throws IOException, UnreadableDocumentException {
            Walk.object(parser, "run " + number, this::property);
            if (tool.isBlank()) {
                throw new UnreadableDocumentException(
                        ScanFailure.MALFORMED, "run " + number + " does not name its tool");
            }
            var components = new ArrayList<>(List.of(driver));
            components.addAll(extensions);
            return new RunOutline(
                    number,
                    tool,
                    toolVersion.isBlank() ? "unknown" : toolVersion,
                    automationId,
                    components,
                    baseUris,
                    successful,
                    hasResults);
        }

        private void property(String name) throws IOException, UnreadableDocumentException {
            switch (name) {
                case "tool" -> Walk.object(parser, "the tool of run " + number, this::tool);
                case "automationDetails" ->
                        Walk.object(
                                parser,
                                "automationDetails",
                                field -> {
                                    if (field.equals("id")) {
                                        automationId = Walk.text(parser);
                                    }
                                });
                case "originalUriBaseIds" -> Walk.object(parser, name, this::baseUri);
                case "invocations" -> Walk.array(parser, name, MANY, _ -> invocation());
                case "results" -> {
                    hasResults |= parser.hasToken(JsonToken.START_ARRAY);
                    Walk.array(parser, name, SarifFormat.MAX_RESULTS, _ -> count());
                }
                default -> {}
            }
        }

        private void tool(String name) throws IOException, UnreadableDocumentException {
            switch (name) {
                case "driver" -> driver = component(true);
                case "extensions" ->
                        Walk.array(
                                parser,
                                name,
                                SarifFormat.MAX_EXTENSIONS,
                                _ -> extensions.add(component(false)));
                default -> {}
            }
        }

        private Rules component(boolean isDriver) throws IOException, UnreadableDocumentException {
            var rules = new ArrayList<RuleFacts>();
            Walk.object(
                    parser,
                    "a tool component",
                    name -> {
                        switch (name) {
                            case "name" -> tool = isDriver ? line(tool) : tool;
                            case "version" ->
                                    toolVersion = isDriver ? line(toolVersion) : toolVersion;
                            case "semanticVersion" ->
                                    toolVersion =
                                            isDriver && toolVersion.isEmpty()
                                                    ? line("")
                                                    : toolVersion;
                            case "rules" ->
                                    Walk.array(
                                            parser,
                                            name,
                                            SarifFormat.MAX_RULES,
                                            index -> rules.add(rule(index)));
                            default -> {}
                        }
                    });
            return Rules.of(rules);
        }

        private String line(String otherwise) throws IOException {
            String text = Walk.text(parser);
            return text == null ? otherwise : PlainText.line(text, MAX_NAME);
        }

        private RuleFacts rule(int index) throws UnreadableDocumentException {
            return RuleFacts.of(
                    Walk.bind(
                            parser,
                            SarifJson.mapper(),
                            ReportingDescriptor.class,
                            "rule " + (index + 1) + " of run " + number));
        }

        private void baseUri(String id) throws IOException, UnreadableDocumentException {
            Walk.object(
                    parser,
                    "a base address",
                    name -> {
                        String uri = name.equals("uri") ? Walk.text(parser) : null;
                        if (uri != null && baseUris.size() < MANY) {
                            baseUris.put(id, uri);
                        }
                    });
        }

        private void invocation() throws IOException, UnreadableDocumentException {
            Walk.object(
                    parser,
                    "an invocation",
                    name -> {
                        if (name.equals("executionSuccessful")) {
                            successful &= parser.hasToken(JsonToken.VALUE_TRUE);
                        }
                    });
        }
    }
}
