package dev.sluice.ingest.github;

import dev.sluice.events.Account;
import dev.sluice.events.Repository;
import dev.sluice.ingest.StartRefusedException;
import dev.sluice.ingest.forge.UntranslatableException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where GitHub's API is: from the configuration, never from a payload. */
public final class ApiAddress {

    private static final int MAX_DIGITS = 15;

    private final String base;
    private final String host;
    private final boolean privateAllowed;

    public ApiAddress(URI url, Set<String> allowPrivateHosts) {
        if (url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null) {
            throw new StartRefusedException(
                    "SLUICE_GITHUB_API_URL is not an address such as https://api.github.com");
        }
        this.host = withoutBrackets(url.getHost());
        this.privateAllowed =
                allowPrivateHosts.stream()
                        .map(allowed -> withoutBrackets(allowed.strip()))
                        .anyMatch(host::equals);
        boolean plainAllowed = "http".equals(url.getScheme()) && privateAllowed;
        if (!"https".equals(url.getScheme()) && !plainAllowed) {
            throw new StartRefusedException(
                    "SLUICE_GITHUB_API_URL has to start with https://, because a token travels"
                            + " there; plain http is for hosts in SLUICE_ALLOW_PRIVATE_HOSTS");
        }
        this.base = url.toString().replaceAll("/+$", "");
    }

    /**
     * Whether it leads into a private network that nobody allowed; resolved anew each time, so that
     * a name server cannot turn ingest against its own network later.
     */
    boolean isForbidden() throws UnknownHostException {
        return !privateAllowed
                && Arrays.stream(InetAddress.getAllByName(host))
                        .anyMatch(PrivateAddresses::contains);
    }

    /** Why nothing may be sent there now, in one line; empty when it may. */
    public Optional<String> objection() throws UnknownHostException {
        return isForbidden()
                ? Optional.of(
                        "GitHub's address is private, and SLUICE_ALLOW_PRIVATE_HOSTS does not name"
                                + " it")
                : Optional.empty();
    }

    /** The address of something below the API, by its path and query. */
    public URI at(String path) {
        return URI.create(base + path);
    }

    private static String withoutBrackets(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") ? lower.substring(1, lower.length() - 1) : lower;
    }

    URI permission(Repository repository, Account account) {
        return URI.create(
                base
                        + "/repos/"
                        + repository.fullName()
                        + "/collaborators/"
                        + account.login()
                        + "/permission");
    }

    /**
     * The workflow run that a callback of this repository is for.
     *
     * @throws UntranslatableException when the URL leads anywhere else
     */
    long runOf(String field, String callback, Repository repository) {
        Matcher run =
                Pattern.compile(
                                Pattern.quote(base + "/repos/" + repository.fullName())
                                        + "/actions/runs/([0-9]{1,"
                                        + MAX_DIGITS
                                        + "})/deployment_protection_rule",
                                Pattern.CASE_INSENSITIVE)
                        .matcher(callback);
        if (!run.matches()) {
            throw new UntranslatableException(
                    field + " does not lead to a run of the repository at the configured API");
        }
        return Long.parseLong(run.group(1));
    }
}
