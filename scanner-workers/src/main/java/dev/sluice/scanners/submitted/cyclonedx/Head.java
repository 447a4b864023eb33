package dev.sluice.scanners.submitted.cyclonedx;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.events.ScanFailure;
import dev.sluice.scanners.submitted.PlainText;
import dev.sluice.scanners.submitted.UnreadableDocumentException;
import dev.sluice.scanners.submitted.Walk;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a document says about itself. */
final class Head {

    private static final Set<String> VERSIONS = Set.of("1.4", "1.5", "1.6", "1.7");
    private static final int MAX_TOOLS = 100;
    private static final int MAX_NAME = 200;

    private @Nullable String format;
    private @Nullable String specVersion;
    private String tool = "";
    private String toolVersion = "";

    void format(JsonParser parser) throws IOException {
        format = Walk.text(parser);
    }

    void specVersion(JsonParser parser) throws IOException {
        specVersion = Walk.text(parser);
    }

    /** The tools are a list up to 1.4, and from 1.5 on also an object with components. */
    void metadata(JsonParser parser, Inventory inventory, ObjectMapper mapper)
            throws IOException, UnreadableDocumentException {
        Walk.object(
                parser,
                "metadata",
                name -> {
                    switch (name) {
                        case "component" ->
                                inventory.add(
                                        Walk.bind(parser, mapper, Component.class, "metadata"));
                        case "tools" -> {
                            if (parser.hasToken(JsonToken.START_ARRAY)) {
                                tools(parser);
                            } else {
                                Walk.object(
                                        parser,
                                        "tools",
                                        kind -> {
                                            if (kind.equals("components")) {
                                                tools(parser);
                                            }
                                        });
                            }
                        }
                        default -> {}
                    }
                });
    }

    /** The first one counts. */
    private void tools(JsonParser parser) throws IOException, UnreadableDocumentException {
        Walk.array(
                parser,
                "tools",
                MAX_TOOLS,
                index ->
                        Walk.object(
                                parser,
                                "a tool",
                                name -> {
                                    String text = Walk.text(parser);
                                    if (index == 0 && text != null) {
                                        switch (name) {
                                            case "name" -> tool = PlainText.line(text, MAX_NAME);
                                            case "version" ->
                                                    toolVersion = PlainText.line(text, MAX_NAME);
                                            default -> {}
                                        }
                                    }
                                }));
    }

    void requireCycloneDx() throws UnreadableDocumentException {
        if (!"CycloneDX".equals(format)) {
            throw new UnreadableDocumentException(
                    ScanFailure.MALFORMED, "it does not say that it is CycloneDX");
        }
        if (specVersion == null || !VERSIONS.contains(specVersion)) {
            throw new UnreadableDocumentException(
                    ScanFailure.MALFORMED, "it is not of version 1.4, 1.5, 1.6 or 1.7");
        }
        if (tool.isBlank()) {
            throw new UnreadableDocumentException(
                    ScanFailure.MALFORMED, "it does not name the tool that made it");
        }
    }

    String tool() {
        return tool;
    }

    String toolVersion() {
        return toolVersion.isBlank() ? "unknown" : toolVersion;
    }
}
