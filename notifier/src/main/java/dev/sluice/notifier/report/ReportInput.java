package dev.sluice.notifier.report;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.Finding;
import dev.sluice.notifier.text.Markdown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report is made from.
 *
 * @param findings of the decided revision; where there are none, those that the rules of the
 *     decision matched are shown
 * @param pageUrl where the whole of it can be read; absent when no public address is configured
 */
public record ReportInput(ChangeDecided decided, List<Finding> findings, @Nullable String pageUrl) {
    public ReportInput {
        findings = List.copyOf(findings);
        pageUrl = pageUrl == null ? null : Markdown.checked(pageUrl);
    }
}
