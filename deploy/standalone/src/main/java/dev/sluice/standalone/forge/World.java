package dev.sluice.standalone.forge;

import dev.sluice.standalone.forge.api.ApiHandler;
import dev.sluice.standalone.forge.api.Authenticator;
import dev.sluice.standalone.forge.api.Caller;
import dev.sluice.standalone.forge.api.Level;
import dev.sluice.standalone.forge.api.RateLimits;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.api.RequestWitness;
import dev.sluice.standalone.forge.api.Route;
import dev.sluice.standalone.forge.app.AppAuthenticator;
import dev.sluice.standalone.forge.app.AppRoutes;
import dev.sluice.standalone.forge.app.Apps;
import dev.sluice.standalone.forge.app.HookRoutes;
import dev.sluice.standalone.forge.app.InstallationTokens;
import dev.sluice.standalone.forge.app.RepositoryHooks;
import dev.sluice.standalone.forge.checks.CheckRoutes;
import dev.sluice.standalone.forge.checks.CheckRuns;
import dev.sluice.standalone.forge.comments.GraphqlRoutes;
import dev.sluice.standalone.forge.comments.IssueCommentRoutes;
import dev.sluice.standalone.forge.comments.IssueComments;
import dev.sluice.standalone.forge.comments.ReviewCommentRoutes;
import dev.sluice.standalone.forge.comments.ReviewComments;
import dev.sluice.standalone.forge.deployments.ProtectionRoutes;
import dev.sluice.standalone.forge.deployments.ProtectionRules;
import dev.sluice.standalone.forge.faults.ForgeFaults;
import dev.sluice.standalone.forge.git.FetchAccess;
import dev.sluice.standalone.forge.lookup.LookupRoutes;
import dev.sluice.standalone.forge.repository.Repositories;
import dev.sluice.standalone.forge.scanning.CodeScanning;
import dev.sluice.standalone.forge.scanning.ScanningRoutes;
import dev.sluice.standalone.forge.status.StatusLog;
import dev.sluice.standalone.forge.status.StatusRoutes;
import dev.sluice.standalone.forge.webhook.Account;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that the double keeps, and the routes that lead to it. */
record World(
        Clock clock,
        Repositories repositories,
        ForgeFaults faults,
        RateLimits limits,
        Apps apps,
        InstallationTokens tokens,
        RepositoryHooks hooks,
        Map<String, Level> personalRights,
        StatusLog statuses,
        CheckRuns checkRuns,
        IssueComments issueComments,
        ReviewComments reviewComments,
        CodeScanning codeScanning,
        ProtectionRules protectionRules) {

    /** The least that the token of {@link ForgeTokens#statuses} has to hold. */
    private static final Map<String, Level> RIGHTS =
            Map.of(
                    "statuses",
                    Level.WRITE,
                    "contents",
                    Level.READ,
                    "metadata",
                    Level.READ,
                    "pull_requests",
                    Level.READ);

    World(URI url, Clock clock) {
        this(
                clock,
                new Repositories(),
                new ForgeFaults(),
                new RateLimits(clock),
                new Apps(url, clock),
                new InstallationTokens(clock),
                new RepositoryHooks(clock),
                new ConcurrentHashMap<>(RIGHTS),
                new StatusLog(clock),
                new CheckRuns(clock),
                new IssueComments(clock),
                new ReviewComments(clock),
                new CodeScanning(),
                new ProtectionRules());
    }

    ApiHandler api(ForgeTokens personal, @Nullable RequestWitness witness) {
        Authenticator person =
                token ->
                        token.equals(personal.statuses())
                                ? Optional.of(
                                        new Caller.Person(
                                                Account.user("robot", 502), personalRights))
                                : Optional.empty();
        return new ApiHandler(
                routes(),
                repositories,
                List.of(person, new AppAuthenticator(apps, tokens, clock)),
                faults,
                limits,
                witness);
    }

    /** Public repositories where no token for fetching is set; otherwise that, or an App's. */
    FetchAccess fetchAccess(ForgeTokens personal) {
        var authenticator = new AppAuthenticator(apps, tokens, clock);
        return (token, repository) -> {
            if (personal.fetch() == null || token.filter(personal.fetch()::equals).isPresent()) {
                return true;
            }
            try {
                return token.isPresent()
                        && authenticator
                                .callerOf(token.get())
                                .flatMap(Caller::installedApp)
                                .filter(app -> app.reaches(repository))
                                .filter(app -> app.rights().containsKey("contents"))
                                .isPresent();
            } catch (Refused _) {
                return false;
            }
        };
    }

    private List<Route> routes() {
        return Stream.of(
                        new StatusRoutes(statuses, faults).routes(),
                        new AppRoutes(apps, tokens, repositories).routes(),
                        new HookRoutes(apps, hooks).routes(),
                        new CheckRoutes(checkRuns, faults).routes(),
                        new IssueCommentRoutes(issueComments).routes(),
                        new ReviewCommentRoutes(reviewComments).routes(),
                        new GraphqlRoutes(repositories, reviewComments).routes(),
                        new ScanningRoutes(codeScanning, faults).routes(),
                        new ProtectionRoutes(protectionRules).routes(),
                        new LookupRoutes().routes())
                .flatMap(List::stream)
                .toList();
    }
}
