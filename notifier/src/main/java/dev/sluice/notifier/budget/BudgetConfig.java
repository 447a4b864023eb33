package dev.sluice.notifier.budget;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * The secondary limits of github.com, per installation of an App or per token. An Enterprise Server
 * may have others, or none.
 */
@ConfigMapping(prefix = "sluice.notifier.budget")
public interface BudgetConfig {

    /** Requests under way at the same time, those of all replicas together. */
    @WithDefault("100")
    int concurrent();

    /** A read is one point, a write is five. */
    @WithDefault("${SLUICE_NOTIFIER_BUDGET_POINTS_PER_MINUTE:900}")
    int pointsPerMinute();

    @WithDefault("${SLUICE_NOTIFIER_BUDGET_CONTENTS_PER_MINUTE:80}")
    int contentsPerMinute();

    @WithDefault("${SLUICE_NOTIFIER_BUDGET_CONTENTS_PER_HOUR:500}")
    int contentsPerHour();

    /** What only verdicts that people wait for may use of a minute and of all requests. */
    @WithDefault("20")
    int headroomPercent();

    /** The same of what an hour takes of contents: less, because what is kept is lost. */
    @WithDefault("8")
    int hourlyHeadroomPercent();
}
