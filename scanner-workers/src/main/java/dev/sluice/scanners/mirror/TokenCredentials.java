package dev.sluice.scanners.mirror;

import java.util.List;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/** Gives a token to one host, when that asks for it; answers no other question. */
final class TokenCredentials extends CredentialsProvider {

    /** GitHub takes any name beside a token; this is the one its documentation uses. */
    private static final String USER = "x-access-token";

    private final String host;
    private final String token;

    TokenCredentials(String host, String token) {
        this.host = host;
        this.token = token;
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

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
        if (!host.equalsIgnoreCase(uri.getHost()) || !supports(items)) {
            return false;
        }
        for (CredentialItem item : items) {
            if (item instanceof CredentialItem.Username user) {
                user.setValue(USER);
            } else if (item instanceof CredentialItem.Password password) {
                password.setValue(token.toCharArray());
            }
        }
        return true;
    }
}
