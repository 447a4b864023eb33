package dev.sluice.standalone.forge.scanning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.standalone.forge.api.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Opens an upload and holds it against the limits that GitHub documents. */
final class SarifFile {

    private static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final int MOST_UNPACKED = 100 * 1024 * 1024;
    private static final int MOST_RUNS = 20;
    private static final int MOST_RESULTS = 25_000;
    private static final int MOST_RULES = 25_000;
    private static final int MOST_EXTENSIONS = 100;
    private static final int MOST_LOCATIONS = 1_000;
    private static final int MOST_TAGS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private SarifFile() {}

    static JsonNode open(String encoded) throws Refused {
        byte[] packed;
        try {
            packed = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException _) {
            throw Refused.with(400, "sarif is not valid Base64");
        }
        if (packed.length > MOST_BYTES) {
            throw Refused.with(413, "The SARIF file is too large: 10 MB compressed are allowed");
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] unpacked = gzip.readNBytes(MOST_UNPACKED + 1);
            if (unpacked.length > MOST_UNPACKED) {
                throw Refused.with(413, "The SARIF file is too large");
            }
            return JSON.readTree(unpacked);
        } catch (JsonProcessingException _) {
            throw Refused.with(400, "sarif is not valid JSON");
        } catch (IOException _) {
            throw Refused.with(400, "sarif is not compressed with gzip");
        }
    }

    /** What is wrong with it, in GitHub's words; empty when it can be processed. */
    static List<String> problems(JsonNode sarif) {
        var problems = new ArrayList<String>();
        if (!sarif.path("version").asText().equals("2.1.0")) {
            problems.add("Unsupported SARIF version, expected 2.1.0");
        }
        if (!sarif.path("runs").isArray()) {
            problems.add("Invalid SARIF. JSON syntax error or missing runs");
        }
        tooMany(problems, "runs", sarif.path("runs").size(), MOST_RUNS);
        for (JsonNode run : sarif.path("runs")) {
            inRun(problems, run);
        }
        return problems;
    }

    private static void inRun(List<String> problems, JsonNode run) {
        JsonNode driver = run.path("tool").path("driver");
        if (!driver.path("name").isTextual()) {
            problems.add("Invalid SARIF. Missing tool.driver.name");
        }
        tooMany(problems, "results", run.path("results").size(), MOST_RESULTS);
        tooMany(problems, "rules", driver.path("rules").size(), MOST_RULES);
        tooMany(
                problems,
                "tool extensions",
                run.path("tool").path("extensions").size(),
                MOST_EXTENSIONS);
        for (JsonNode rule : driver.path("rules")) {
            tooMany(
                    problems,
                    "tags per rule",
                    rule.path("properties").path("tags").size(),
                    MOST_TAGS);
        }
        for (JsonNode result : run.path("results")) {
            if (result.path("locations").isEmpty()) {
                problems.add("expected at least one location");
            }
            tooMany(
                    problems,
                    "locations per result",
                    result.path("locations").size(),
                    MOST_LOCATIONS);
            if (!result.path("message").path("text").isTextual()) {
                problems.add("a result has no message.text");
            }
        }
    }

    private static void tooMany(List<String> problems, String what, int count, int most) {
        if (count > most) {
            problems.add(
                    "rejecting SARIF, as there are more %s than allowed (%d > %d)"
                            .formatted(what, count, most));
        }
    }
}
