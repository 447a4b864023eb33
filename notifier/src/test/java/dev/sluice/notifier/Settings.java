package dev.sluice.notifier;

import dev.sluice.notifier.budget.BudgetConfig;
import dev.sluice.notifier.links.LinksConfig;
import dev.sluice.notifier.publishing.PublishingConfig;
import dev.sluice.notifier.targets.TargetsConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Configuration as a test wants it. */
public record Settings(
        String contextPrefix,
        Duration pendingAfter,
        Duration requestTimeout,
        Duration giveUpAfter,
        int parallelRequests,
        Optional<URI> publicUrl,
        Optional<String> linkKey)
        implements TargetsConfig, PublishingConfig, LinksConfig, BudgetConfig {

    public static final Settings DEFAULT =
            new Settings(
                    "sluice",
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(2),
                    Duration.ofHours(24),
                    50,
                    Optional.of(URI.create("https://sluice.example.org")),
                    Optional.of("a key for tests that is long enough"));

    @Override
    public int concurrent() {
        return 100;
    }

    @Override
    public int pointsPerMinute() {
        return 900;
    }

    @Override
    public int contentsPerMinute() {
        return 80;
    }

    @Override
    public int contentsPerHour() {
        return 500;
    }

    @Override
    public int headroomPercent() {
        return 20;
    }

    @Override
    public int hourlyHeadroomPercent() {
        return 8;
    }

    @Override
    public Duration notYetPatience() {
        return Duration.ofMinutes(5);
    }
}
