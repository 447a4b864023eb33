package dev.sluice.scanners.submitted.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.Finding;
import dev.sluice.events.wire.Json;
import dev.sluice.scanners.submitted.DamagedDocumentsContract;
import dev.sluice.scanners.submitted.Documents;
import dev.sluice.scanners.submitted.Origin;
import dev.sluice.scanners.submitted.ToolResult;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class SarifFormatPropertiesTest extends DamagedDocumentsContract {

    private final SarifFormat format = new SarifFormat();

    SarifFormatPropertiesTest() {
        super(new SarifFormat(), SarifLog.EVERYTHING);
    }

    /** However alike they are, and whatever they say. */
    @Property(tries = 100, seed = "20261121")
    void noResultGetsLost(@ForAll @Size(max = 20) List<@StringLength(max = 5) String> messages)
            throws Exception {
        ToolResult result =
                format.read(Documents.of(log(messages)), new Origin("ci", null)).getFirst();

        assertThat(result.findings()).hasSameSizeAs(messages);
        assertThat(result.findings()).extracting(Finding::fingerprint).doesNotHaveDuplicates();
    }

    /** Otherwise a line that moved would be a new finding. */
    @Property(tries = 50, seed = "20261121")
    void theSameFindingHasTheSameFingerprintOnAnotherLine(
            @ForAll @StringLength(min = 1, max = 30) String message) throws Exception {
        String here = log(List.of(message));
        String there = here.replace("\"startLine\":3", "\"startLine\":30");
        assertThat(there).isNotEqualTo(here);

        assertThat(fingerprint(there)).isEqualTo(fingerprint(here));
    }

    private String fingerprint(String log) throws Exception {
        return format.read(Documents.of(log), new Origin("ci", null))
                .getFirst()
                .findings()
                .getFirst()
                .fingerprint();
    }

    private static String log(List<String> messages) {
        ObjectNode log = Json.mapper().createObjectNode().put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        run.putObject("tool").putObject("driver").put("name", "Tool");
        var results = run.putArray("results");
        for (String message : messages) {
            ObjectNode result = results.addObject();
            result.putObject("message").put("text", message);
            ObjectNode place =
                    result.putArray("locations").addObject().putObject("physicalLocation");
            place.putObject("artifactLocation").put("uri", "a.js");
            place.putObject("region").put("startLine", 3);
        }
        return log.toString();
    }
}
