package dev.sluice.standalone.forge.repository;

import dev.sluice.standalone.forge.webhook.Account;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who may do what in a repository. */
public final class People {

    /** A person and GitHub's word for what they may do. */
    public record Collaborator(Account account, String permission) {}

    private static final Set<String> PERMISSIONS = Set.of("admin", "write", "read", "none");

    private final Map<String, Collaborator> byLogin = new ConcurrentHashMap<>();

    People() {
        allow(Account.ADA, "write");
    }

    /** {@code admin}, {@code write}, {@code read} or {@code none}. */
    public void allow(Account account, String permission) {
        if (!PERMISSIONS.contains(permission)) {
            throw new IllegalArgumentException(permission + " is none of " + PERMISSIONS);
        }
        byLogin.put(account.login(), new Collaborator(account, permission));
    }

    /** Empty for somebody the forge has never heard of. */
    public Optional<Collaborator> named(String login) {
        return Optional.ofNullable(byLogin.get(login));
    }
}
