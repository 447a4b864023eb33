package dev.sluice.standalone.forge.webhook;

import java.net.URI;
import java.time.Clock;

/** Who a repository is, by ids and names, and where. */
public record RepositoryLabels(
        URI forge, long id, long ownerId, String owner, String name, Clock clock) {

    private static final String NAME = "[A-Za-z0-9_.-]{1,100}";

    public RepositoryLabels {
        if (!owner.matches(NAME) || !name.matches(NAME)) {
            throw new IllegalArgumentException(owner + "/" + name + " is not a repository's name");
        }
    }

    public String fullName() {
        return owner + "/" + name;
    }

    public Account account() {
        return new Account(owner, ownerId, "Organization");
    }
}
