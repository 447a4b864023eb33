package dev.sluice.notifier.github;

import dev.sluice.events.Repository;
import dev.sluice.notifier.publishing.Reply;
import java.util.Optional;

/** An App whose token never ends. */
record FixedApp(Token token) implements Access {

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public Reply<Token> token(Repository repository, Permission needs) {
        return new Reply.Done<>(token);
    }

    @Override
    public Optional<Reply<Token>> insteadOf(
            Token refused, Repository repository, Permission needs) {
        return Optional.empty();
    }

    @Override
    public Optional<App> app() {
        return Optional.of(new App(CheckRuns.APP, Optional.of("sluice")));
    }

    @Override
    public String budget(Repository repository) {
        return repository.organisation();
    }

    @Override
    public String name() {
        return "the GitHub App";
    }

    @Override
    public String remedy() {
        return "is it still installed?";
    }
}
