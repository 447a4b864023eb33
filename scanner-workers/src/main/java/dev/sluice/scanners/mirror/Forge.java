package dev.sluice.scanners.mirror;

import dev.sluice.events.Repository;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/** A forge as clones see it: where it is, and the tokens that may read there. */
final class Forge {

    private static final URI GITHUB_API = URI.create("https://api.github.com");
    private static final URI GITHUB = URI.create("https://github.com");
    private static final String ENTERPRISE_API = "/api/v3";

    /** What GitHub allows in names; nothing in it means anything in a URL. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private final URI base;
    private final CloneTokens tokens;

    private Forge(URI base, CloneTokens tokens) {
        this.base = base;
        this.tokens = tokens;
    }

    /**
     * GitHub or a GitHub Enterprise Server, by the URL of its API.
     *
     * @param allowedPrivateHosts the only ones that may be spoken to without encryption
     */
    static Forge github(URI api, CloneTokens tokens, Set<String> allowedPrivateHosts) {
        String scheme = api.getScheme();
        String host = api.getHost();
        if (host == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IllegalArgumentException(
                    "SLUICE_GITHUB_API_URL must be a URL like " + GITHUB_API + ", not " + api);
        }
        if (api.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "SLUICE_GITHUB_API_URL must not hold credentials; use SLUICE_GITHUB_CLONE_TOKEN");
        }
        if (scheme.equals("http") && !allowedPrivateHosts.contains(host)) {
            throw new IllegalArgumentException(
                    "SLUICE_GITHUB_API_URL must begin with https; http is for hosts named in"
                            + " SLUICE_ALLOW_PRIVATE_HOSTS");
        }
        return new Forge(cloneBase(api), tokens);
    }

    private static URI cloneBase(URI api) {
        if (api.getHost().equalsIgnoreCase(GITHUB_API.getHost())) {
            return GITHUB;
        }
        String url = api.toString().replaceAll("/+$", "");
        return URI.create(
                url.endsWith(ENTERPRISE_API)
                        ? url.substring(0, url.length() - ENTERPRISE_API.length())
                        : url);
    }

    URI base() {
        return base;
    }

    CloneTokens tokens() {
        return tokens;
    }

    /** The URL to clone from, or empty where owner or name are none that a forge would have. */
    Optional<URIish> cloneUrl(Repository repository) {
        if (!isName(repository.owner()) || !isName(repository.name())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URIish(base + "/" + repository.fullName() + ".git"));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("checked names always make a URL", e);
        }
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    }

    @Override
    public String toString() {
        return base.toString().toLowerCase(Locale.ROOT);
    }
}
