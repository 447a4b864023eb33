package dev.sluice.scanners.submitted;

import dev.sluice.events.Finding;
import dev.sluice.events.Gap;
import dev.sluice.events.Tool;
import java.util.List;

/**
 * What one tool found.
 *
 * @param scanner {@code tool/category}
 * @param findings compared with nothing
 * @param gaps what the tool itself left out
 */
public record ToolResult(String scanner, Tool tool, List<Finding> findings, List<Gap> gaps) {
    public ToolResult {
        findings = List.copyOf(findings);
        gaps = List.copyOf(gaps);
    }
}
