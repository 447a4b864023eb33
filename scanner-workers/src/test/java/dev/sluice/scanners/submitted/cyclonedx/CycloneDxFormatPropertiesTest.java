package dev.sluice.scanners.submitted.cyclonedx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.Finding;
import dev.sluice.events.wire.Json;
import dev.sluice.scanners.submitted.DamagedDocumentsContract;
import dev.sluice.scanners.submitted.Documents;
import dev.sluice.scanners.submitted.Origin;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CycloneDxFormatPropertiesTest extends DamagedDocumentsContract {

    private final CycloneDxFormat format = new CycloneDxFormat();

    CycloneDxFormatPropertiesTest() {
        super(new CycloneDxFormat(), Bom.EVERYTHING);
    }

    /** One for each component that is affected, and one where none is named. */
    @Property(tries = 100, seed = "20261121")
    void noFindingGetsLost(@ForAll @Size(max = 10) List<@IntRange(max = 5) Integer> affected)
            throws Exception {
        List<Finding> findings =
                format.read(Documents.of(bom(affected)), new Origin("ci", null))
                        .getFirst()
                        .findings();

        assertThat(findings).hasSize(affected.stream().mapToInt(count -> Math.max(1, count)).sum());
        assertThat(findings).extracting(Finding::fingerprint).doesNotHaveDuplicates();
    }

    private static String bom(List<Integer> affected) {
        ObjectNode bom =
                Json.mapper()
                        .createObjectNode()
                        .put("bomFormat", "CycloneDX")
                        .put("specVersion", "1.6");
        bom.putObject("metadata").putArray("tools").addObject().put("name", "Tool");
        var vulnerabilities = bom.putArray("vulnerabilities");
        for (int count : affected) {
            var affects = vulnerabilities.addObject().put("id", "X-1").putArray("affects");
            for (int i = 0; i < count; i++) {
                affects.addObject().put("ref", "c" + i);
            }
        }
        return bom.toString();
    }
}
