package dev.sluice.scanners.mirror;

import dev.sluice.events.Repository;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/**
 * Gives a token to one host, when that asks for it, and another one once, when that does not take
 * the first; answers no other question.
 */
final class TokenCredentials extends CredentialsProvider {

    /** GitHub takes any name beside a token; this is the one its documentation uses. */
    private static final String USER = "x-access-token";

    private final String host;
    private final CloneTokens tokens;
    private final Repository repository;
    private @Nullable String shown;
    private int refusals;

    TokenCredentials(String host, CloneTokens tokens, Repository repository) {
        this.host = host;
        this.tokens = tokens;
        this.repository = repository;
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        return List.of(items).stream()
                .allMatch(item ->
                        item instanceof CredentialItem.Username
                                || item instanceof CredentialItem.Password);
    }

    /** JGit says so when what was shown is not taken. */
    @Override
    public void reset(URIish uri) {
        refusals++;
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        if (!host.equalsIgnoreCase(uri.getHost()) || !supports(items)) {
            return false;
        }
        Optional<String> token = token();
        shown = token.orElse(null);
        token.ifPresent(value -> fill(value, items));
        return token.isPresent();
    }

    private Optional<String> token() {
        if (refusals == 0 || shown == null) {
            return tokens.of(repository);
        }
        return refusals == 1 ? tokens.insteadOf(shown, repository) : Optional.empty();
    }

    private static void fill(String token, CredentialItem... items) {
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username user) {
                user.setValue(USER);
            } else if (item instanceof CredentialItem.Password password) {
                password.setValue(token.toCharArray());
            }
        }
    }
}
