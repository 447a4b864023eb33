package dev.sluice.notifier.github;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Set;

/** Makes from the configuration what asks GitHub. */
final class GitHubAccess {

    private GitHubAccess() {}

    @Produces
    @Singleton
    static GitHubApi api(GitHubConfig config, Exchange exchange) {
        return new GitHubApi(
                new ApiAddress(
                        config.apiUrl(),
                        config.allowPrivateHosts().orElse(Set.of()),
                        InetAddress::getAllByName),
                new TokenAccess(config.token().map(Token::new)),
                exchange,
                Clock.systemUTC());
    }
}
