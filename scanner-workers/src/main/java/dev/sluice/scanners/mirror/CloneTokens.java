package dev.sluice.scanners.mirror;

import dev.sluice.events.Repository;
import dev.sluice.scanners.githubapp.InstallationTokens;
import java.util.Optional;

/** What is shown to a forge that asks who clones. */
sealed interface CloneTokens {

    /** What to show for this repository; empty when there is nothing. */
    Optional<String> of(Repository repository);

    /** Another one, because this one is not taken; empty when there is no other. */
    Optional<String> insteadOf(String refused, Repository repository);

    /** What to look at when access is refused. */
    String source();

    /** One token for everything, or none. */
    record Fixed(Optional<String> token) implements CloneTokens {

        @Override
        public Optional<String> of(Repository repository) {
            return token;
        }

        @Override
        public Optional<String> insteadOf(String refused, Repository repository) {
            return Optional.empty();
        }

        @Override
        public String source() {
            return "SLUICE_GITHUB_CLONE_TOKEN";
        }

        @Override
        public String toString() {
            return "Fixed[" + (token.isPresent() ? "hidden" : "none") + "]";
        }
    }

    /** The one in a file, and what took its place there. */
    record InFile(CloneTokenFile file) implements CloneTokens {

        @Override
        public Optional<String> of(Repository repository) {
            return Optional.of(file.current());
        }

        @Override
        public Optional<String> insteadOf(String refused, Repository repository) {
            return Optional.of(file.current()).filter(token -> !token.equals(refused));
        }

        @Override
        public String source() {
            return "SLUICE_GITHUB_CLONE_TOKEN_FILE";
        }
    }

    /** Those of a GitHub App. */
    record OfApp(InstallationTokens tokens) implements CloneTokens {

        @Override
        public Optional<String> of(Repository repository) {
            return Optional.of(tokens.of(repository));
        }

        @Override
        public Optional<String> insteadOf(String refused, Repository repository) {
            return Optional.of(tokens.insteadOf(refused, repository));
        }

        @Override
        public String source() {
            return "the GitHub App";
        }
    }
}
