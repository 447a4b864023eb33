package dev.sluice.notifier.github;

import dev.sluice.notifier.publishing.Content;
import dev.sluice.notifier.publishing.Draft;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.report.ReportInput;
import dev.sluice.notifier.verdict.Shown;
import dev.sluice.notifier.verdict.VerdictForge;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows verdicts as check runs where an App asks, and as commit statuses with a plain token. */
@Singleton
class GitHubVerdicts implements VerdictForge {

    private final GitHubApi api;
    private final VerdictForge statuses;
    private final VerdictForge checks;

    @Inject
    GitHubVerdicts(GitHubConfig config, GitHubApi api) {
        this(config.instance(), api);
    }

    GitHubVerdicts(String instance, GitHubApi api) {
        this.api = api;
        this.statuses = new GitHubStatuses(instance, api);
        this.checks = new GitHubChecks(instance, api);
    }

    private VerdictForge inUse() {
        return api.access().app().isPresent() ? checks : statuses;
    }

    @Override
    public String instance() {
        return statuses.instance();
    }

    @Override
    public String kind() {
        return inUse().kind();
    }

    @Override
    public Optional<String> obstacle() {
        return inUse().obstacle();
    }

    @Override
    public String installation(Place place) {
        return inUse().installation(place);
    }

    @Override
    public int mostWrites() {
        return inUse().mostWrites();
    }

    @Override
    public Draft draft(Place place, Shown shown, Supplier<Optional<ReportInput>> report) {
        return inUse().draft(place, shown, report);
    }

    @Override
    public Reply<Receipt> write(Place place, Draft draft, @Nullable String remoteId) {
        return inUse().write(place, draft, remoteId);
    }

    @Override
    public Reply<Optional<Receipt>> read(Place place, Content content, @Nullable String remoteId) {
        return inUse().read(place, content, remoteId);
    }
}
