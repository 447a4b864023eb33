package dev.sluice.standalone.forge.comments;

import dev.sluice.standalone.forge.api.Caller;
import dev.sluice.standalone.forge.api.InstalledApp;
import dev.sluice.standalone.forge.api.Refused;
import dev.sluice.standalone.forge.webhook.Account;

/** In whose name a comment is written, and who may change it. */
final class Authors {

    private Authors() {}

    static Account of(Caller caller) throws Refused {
        return switch (caller) {
            case Caller.Installed(InstalledApp app) -> app.bot();
            case Caller.Person person -> person.account();
            case Caller.Nobody _, Caller.AppItself _ ->
                    throw Refused.with(401, "Requires authentication");
        };
    }

    static void requireOwn(Caller caller, Account author) throws Refused {
        if (of(caller).id() != author.id()) {
            throw Refused.with(403, "Resource not accessible by integration");
        }
    }
}
