package dev.sluice.ingest.github.reconcile;

import dev.sluice.ingest.changes.KnownChanges;
import dev.sluice.ingest.github.ApiAddress;
import dev.sluice.ingest.github.GitHubConfig;
import dev.sluice.ingest.github.reconcile.Reach.Reached;
import dev.sluice.ingest.githubapp.AppAccess;
import dev.sluice.ingest.githubapp.GitHubAppConfig;
import dev.sluice.ingest.reconcile.Allowances;
import dev.sluice.ingest.reconcile.KnownAnswers;
import dev.sluice.ingest.reconcile.Looks;
import dev.sluice.ingest.reconcile.Raising;
import dev.sluice.ingest.reconcile.ReceivedDeliveries;
import dev.sluice.ingest.reconcile.ReconciledForge;
import dev.sluice.ingest.reconcile.ReconcilerConfig;
import dev.sluice.ingest.reconcile.ReconcilerMetrics;
import dev.sluice.ingest.reconcile.Redeliveries;
import dev.sluice.ingest.reconcile.Turn;
import dev.sluice.ingest.repositories.KnownRepository;
import dev.sluice.ingest.repositories.RepositoryTable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** GitHub, compared with what was heard of it. */
@Singleton
public class GitHubReconciliation implements ReconciledForge {

    private static final String FORGE = "github";

    /** So many first contacts at once keep nothing else waiting for long. */
    private static final int FEW = 20;

    private static final Duration HEADS_KEPT = Duration.ofDays(30);

    private final GitHubRequests requests;
    private final KnownAnswers answers;
    private final Looks looks;
    private final RepositoryTable repositories;
    private final Raising raising;
    private final Reach reach;
    private final FailedDeliveries failed;
    private final Hooks hooks;
    private final OpenPulls pulls;
    private final FirstContacts contacts;
    private final boolean baselines;

    @Inject
    GitHubReconciliation(
            GitHubConfig github,
            GitHubAppConfig app,
            ReconcilerConfig config,
            Allowances allowances,
            KnownAnswers answers,
            Looks looks,
            Redeliveries redeliveries,
            ReceivedDeliveries received,
            RepositoryTable repositories,
            KnownChanges changes,
            Raising raising,
            ReconcilerMetrics metrics) {
        this(
                github,
                app,
                config,
                allowances,
                answers,
                looks,
                redeliveries,
                received,
                repositories,
                changes,
                raising,
                metrics,
                Clock.systemUTC());
    }

    GitHubReconciliation(
            GitHubConfig github,
            GitHubAppConfig app,
            ReconcilerConfig config,
            Allowances allowances,
            KnownAnswers answers,
            Looks looks,
            Redeliveries redeliveries,
            ReceivedDeliveries received,
            RepositoryTable repositories,
            KnownChanges changes,
            Raising raising,
            ReconcilerMetrics metrics,
            Clock clock) {
        var api = new ApiAddress(github.apiUrl(), github.allowPrivateHosts().orElse(Set.of()));
        this.requests =
                new GitHubRequests(
                        api, access(github, app, api, clock), allowances, answers, metrics, clock);
        this.answers = answers;
        this.looks = looks;
        this.repositories = repositories;
        this.raising = raising;
        this.baselines = config.baselines();
        this.reach = new Reach(requests, repositories, config.mostPages());
        this.failed =
                new FailedDeliveries(requests, redeliveries, received, metrics, config.mostPages());
        this.hooks = new Hooks(requests, failed, looks);
        this.pulls =
                new OpenPulls(
                        requests,
                        changes,
                        looks,
                        raising,
                        metrics,
                        config.grace(),
                        config.mostPages(),
                        clock);
        this.contacts = new FirstContacts(requests, repositories, raising, metrics, clock);
    }

    private static Access access(
            GitHubConfig github, GitHubAppConfig app, ApiAddress api, Clock clock) {
        Optional<Access> asApp =
                AppAccess.of(app, github.apiUrl(), _ -> api.objection(), clock)
                        .map(Access.OfApp::new);
        return asApp.or(() -> github.token().map(Access.OfToken::new)).orElse(new Access.None());
    }

    @Override
    public String instance() {
        return FORGE;
    }

    @Override
    public Optional<String> obstacle() {
        return requests.access() instanceof Access.None
                ? Optional.of(
                        "ingest has neither the App's key (SLUICE_GITHUB_APP_ID,"
                                + " SLUICE_GITHUB_APP_KEY_FILE) nor a token"
                                + " (SLUICE_INGEST_GITHUB_TOKEN)")
                : Optional.empty();
    }

    @Override
    public void round(Turn turn) throws InterruptedException {
        List<Reached> reached = reach.survey(turn);
        pulls.of(reached, turn);
        if (turn.goesOn()) {
            switch (requests.access()) {
                case Access.OfApp _ ->
                        failed.of("github/app", new Caller.TheApp(), "/app/hook/deliveries", turn);
                case Access.OfToken _ -> hooks.of(reached, turn);
                case Access.None() -> {}
            }
        }
        raising.forget(HEADS_KEPT);
        answers.forgetOld();
        looks.forgetOld();
    }

    @Override
    public void firstContacts(Turn turn) throws InterruptedException {
        if (!baselines) {
            return;
        }
        List<KnownRepository> wanting = repositories.wantingBaseline(FORGE, FEW);
        if (wanting.stream().anyMatch(known -> reach.callerFor(known).isEmpty())) {
            reach.survey(turn);
            wanting = repositories.wantingBaseline(FORGE, FEW);
        }
        for (KnownRepository known : wanting) {
            Optional<Caller> caller = reach.callerFor(known);
            if (caller.isEmpty()) {
                contacts.outOfReach(known.repository());
            } else if (!turn.goesOn() || !contacts.of(known.repository(), caller.get())) {
                return;
            }
        }
    }
}
