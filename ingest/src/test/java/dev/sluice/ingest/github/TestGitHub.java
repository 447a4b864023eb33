package dev.sluice.ingest.github;

import dev.sluice.events.Permission;

/** GitHub without a container. */
final class TestGitHub {

    private TestGitHub() {}

    /** Knows no changes and allows nothing. */
    static GitHub over(WebhookSecrets secrets) {
        return new GitHub(
                secrets,
                TestSecrets.config(),
                new RememberedChanges(),
                (repository, account) -> Permission.UNKNOWN);
    }
}
