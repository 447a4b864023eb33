package dev.sluice.notifier.github;

import dev.sluice.events.Repository;
import dev.sluice.notifier.publishing.Reply;
import java.util.Optional;

/** By what right GitHub is asked. Methods that ask it for a token block and never throw for it. */
interface Access {

    /** Why nothing can be asked at all, in one line; empty when there is no such reason. */
    Optional<String> obstacle();

    /** What to send for this repository, or why there is nothing; never unclear. */
    Reply<Token> token(Repository repository, Permission needs);

    /** Another one, because GitHub no longer takes this one; empty when there is no other. */
    Optional<Reply<Token>> insteadOf(Token refused, Repository repository, Permission needs);

    /** The App that asks; only Apps may write check runs. Empty with a plain token. */
    Optional<App> app();

    /** Who shares one budget of requests with this repository. */
    String budget(Repository repository);

    /** How people know it, such as {@code the token}. */
    String name();

    /** What to look at when GitHub does not accept it. */
    String remedy();
}
