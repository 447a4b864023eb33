package dev.sluice.notifier.report;

import dev.sluice.notifier.text.Markdown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a deployment.
 *
 * @param left how many actions and gaps are not listed; absent when all are
 */
public record DeploymentView(
        Markdown verdict,
        Markdown reason,
        List<Markdown> actions,
        List<Markdown> gaps,
        @Nullable Markdown left,
        @Nullable Markdown page) {}
