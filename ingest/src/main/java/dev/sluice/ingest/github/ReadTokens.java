package dev.sluice.ingest.github;

import dev.sluice.events.Repository;
import dev.sluice.ingest.githubapp.InstallationTokens;
import java.util.Optional;

/** What is shown to GitHub when ingest asks it about a repository; never printed. */
sealed interface ReadTokens {

    /**
     * A token; empty when there is nothing to show.
     *
     * @throws dev.sluice.ingest.githubapp.TokenRefusedException when the App gets none
     */
    Optional<String> of(Repository repository);

    /** Another one, because this one is no longer taken; empty when there is no other. */
    Optional<String> insteadOf(String refused, Repository repository);

    /** One token for everything, or none. */
    record Fixed(Optional<String> token) implements ReadTokens {

        @Override
        public Optional<String> of(Repository repository) {
            return token;
        }

        @Override
        public Optional<String> insteadOf(String refused, Repository repository) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "Fixed[" + (token.isPresent() ? "hidden" : "none") + "]";
        }
    }

    /** Those of a GitHub App. */
    record OfApp(InstallationTokens tokens) implements ReadTokens {

        @Override
        public Optional<String> of(Repository repository) {
            return Optional.of(tokens.of(repository));
        }

        @Override
        public Optional<String> insteadOf(String refused, Repository repository) {
            return Optional.of(tokens.insteadOf(refused, repository));
        }
    }
}
