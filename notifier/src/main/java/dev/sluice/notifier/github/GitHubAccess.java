package dev.sluice.notifier.github;

import dev.sluice.notifier.budget.Budgets;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Set;

/** Makes from the configuration what asks GitHub. */
final class GitHubAccess {

    private GitHubAccess() {}

    /** The App where one is configured: it may do all that a token may, and more. */
    @Produces
    @Singleton
    static GitHubApi api(
            GitHubConfig config, GitHubAppConfig appConfig, Exchange exchange, Budgets budgets) {
        Clock clock = Clock.systemUTC();
        var address =
                new ApiAddress(
                        config.apiUrl(),
                        config.allowPrivateHosts().orElse(Set.of()),
                        InetAddress::getAllByName);
        Access access =
                AppIdentity.of(appConfig)
                        .<Access>map(app -> new AppAccess(app, address, exchange, clock))
                        .orElseGet(() -> new TokenAccess(config.token().map(Token::new)));
        return new GitHubApi(address, access, exchange, clock, budgets::told);
    }
}
