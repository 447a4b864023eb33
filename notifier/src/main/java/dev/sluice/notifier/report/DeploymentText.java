package dev.sluice.notifier.report;

import dev.sluice.events.Verdict;
import dev.sluice.notifier.text.Markdown;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a deployment says: short, as GitHub takes at most {@value #MAX_BYTES}
 * characters.
 */
public final class DeploymentText {

    /** Bytes, which characters never are more than. */
    public static final int MAX_BYTES = 1_024;

    private static final int REASON = 120;
    private static final int ENTRY = 100;

    private DeploymentText() {}

    /**
     * What a decision on a deployment says.
     *
     * @param actions what to do, most important first
     * @param gaps what was not checked
     * @param pageUrl where the whole of it can be read; left out when it does not fit
     */
    public static String of(
            Verdict verdict,
            String reason,
            List<String> actions,
            List<String> gaps,
            @Nullable String pageUrl) {
        int entries = actions.size() + gaps.size();
        String text = fitting(verdict, reason, actions, gaps, pageUrl, entries);
        return bytes(text) <= MAX_BYTES
                ? text
                : fitting(verdict, reason, actions, gaps, null, entries);
    }

    private static String fitting(
            Verdict verdict,
            String reason,
            List<String> actions,
            List<String> gaps,
            @Nullable String pageUrl,
            int entries) {
        return Fitting.into(
                MAX_BYTES,
                entries,
                shown ->
                        Templates.deployment(
                                new DeploymentView(
                                        Markdown.text(word(verdict), Lengths.NAME),
                                        Markdown.text(reason, REASON),
                                        entries(actions, shown),
                                        entries(gaps, Math.max(0, shown - actions.size())),
                                        shown < entries ? Markdown.number(entries - shown) : null,
                                        ReportView.page(pageUrl))));
    }

    private static List<Markdown> entries(List<String> texts, int shown) {
        return texts.stream().limit(shown).map(text -> Markdown.text(text, ENTRY)).toList();
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "✅ Approved";
            case FAIL -> "❌ Rejected";
            case INDETERMINATE, UNKNOWN -> "⚠️ Rejected, could not be told";
        };
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
