package dev.sluice.notifier.github;

import dev.sluice.events.Repository;
import dev.sluice.notifier.publishing.Reply;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A GitHub App: tokens of an hour, each for one repository and for what Sluice writes. */
final class AppAccess implements Access {

    private final AppIdentity app;
    private final Installations installations;
    private final InstallationTokens tokens;

    AppAccess(AppIdentity app, ApiAddress address, Exchange exchange, Clock clock) {
        var requests = new AppRequests(app, address, exchange, clock);
        this.app = app;
        this.installations = new Installations(requests, clock);
        this.tokens = new InstallationTokens(requests);
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public Reply<Token> token(Repository repository, Permission needs) {
        return token(repository, needs, null);
    }

    @Override
    public Optional<Reply<Token>> insteadOf(
            Token refused, Repository repository, Permission needs) {
        return Optional.of(token(repository, needs, refused));
    }

    /** A refusal by what was known before is not the last word: people mend what it names. */
    private Reply<Token> token(Repository repository, Permission needs, @Nullable Token refused) {
        Reply<Token> reply = byWhatIsKnown(repository, needs, refused);
        return reply instanceof Reply.Refused<Token> && installations.forgetUnlessFresh(repository)
                ? byWhatIsKnown(repository, needs, refused)
                : reply;
    }

    private Reply<Token> byWhatIsKnown(
            Repository repository, Permission needs, @Nullable Token refused) {
        return installations
                .of(repository, needs)
                .then(installation -> {
                    if (installation.isSuspended()) {
                        return new Reply.Refused<>(suspended(repository, installation));
                    }
                    if (!installation.grants(needs)) {
                        return new Reply.Refused<>(notGranted(repository, installation, needs));
                    }
                    return tokens.of(installation, repository, needs, refused);
                });
    }

    @Override
    public Optional<App> app() {
        return Optional.of(new App(app.id(), installations.slug()));
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
        return "is it still installed, and are the clocks right?";
    }

    static String suspended(Repository repository, Installation installation) {
        return "the GitHub App is suspended for "
                + repository.owner()
                + ": unsuspend it at "
                + installation.where();
    }

    static String notGranted(Repository repository, Installation installation, Permission needs) {
        return "the GitHub App has not been granted the permission \""
                + needs.label()
                + "\" for "
                + repository.owner()
                + ": accept it at "
                + installation.where();
    }
}
