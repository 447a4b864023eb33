package dev.sluice.notifier.github;

import dev.sluice.events.Repository;
import dev.sluice.notifier.publishing.Reply;
import java.util.Optional;

/** One fixed token for everything; good for commit statuses only. */
record TokenAccess(Optional<Token> token) implements Access {

    private static final String MISSING = "no GitHub App and no SLUICE_GITHUB_TOKEN is set";

    @Override
    public Optional<String> obstacle() {
        return token.isPresent() ? Optional.empty() : Optional.of(MISSING);
    }

    @Override
    public Reply<Token> token(Repository repository, Permission needs) {
        return token.<Reply<Token>>map(Reply.Done::new)
                .orElseGet(() -> new Reply.Refused<>(MISSING));
    }

    @Override
    public Optional<Reply<Token>> insteadOf(
            Token refused, Repository repository, Permission needs) {
        return Optional.empty();
    }

    @Override
    public Optional<App> app() {
        return Optional.empty();
    }

    @Override
    public String budget(Repository repository) {
        return repository.forge();
    }

    @Override
    public String name() {
        return "the token";
    }

    @Override
    public String remedy() {
        return "check SLUICE_GITHUB_TOKEN";
    }
}
