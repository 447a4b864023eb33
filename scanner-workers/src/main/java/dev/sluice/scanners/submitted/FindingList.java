package dev.sluice.scanners.submitted;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Finding;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.Tool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what one tool found. Findings that say the same are told apart by their order, so that a
 * second one beside the first counts as another.
 */
public final class FindingList {

    private final String scanner;
    private final String fingerprintName;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    private long suppressed;

    /**
     * @param fingerprintName versioned, such as {@code sarif/v1}
     */
    public FindingList(String scanner, String fingerprintName) {
        this.scanner = scanner;
        this.fingerprintName = fingerprintName;
    }

    /** Makes a finding when it is known what identifies it. */
    public interface Making {
        Finding make(String scanner, Map<String, String> fingerprints, BaselineState state);
    }

    /**
     * Adds a finding.
     *
     * @param identity what stays the same when lines move
     */
    public void add(List<String> identity, Making making) {
        String same = Digests.of(identity);
        int occurrence = occurrences.merge(same, 1, Integer::sum);
        String fingerprint =
                occurrence == 1 ? same : Digests.of(List.of(same, Integer.toString(occurrence)));
        findings.add(
                making.make(
                        scanner, Map.of(fingerprintName, fingerprint), BaselineState.NOT_COMPARED));
    }

    /** The tool itself does not hold one against the code. */
    public void suppressed() {
        suppressed++;
    }

    public ToolResult result(Tool tool) {
        List<Gap> gaps =
                suppressed == 0
                        ? List.of()
                        : List.of(
                                new Gap(
                                        GapKind.IGNORED,
                                        "suppressed by the tool or in the code",
                                        suppressed));
        return new ToolResult(scanner, tool, findings, gaps);
    }
}
