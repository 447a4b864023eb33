package dev.sluice.standalone.connect;

import dev.sluice.standalone.cli.Refusal;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where GitHub's pages and its API are.
 *
 * @param web without a trailing slash
 * @param api without a trailing slash
 */
record GitHubSite(URI web, URI api) {

    static final URI PUBLIC_WEB = URI.create("https://github.com");
    static final URI PUBLIC_API = URI.create("https://api.github.com");
    private static final String ENTERPRISE = "/api/v3";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * The site that options and environment name; one address tells the other.
     *
     * @throws Refusal when an address is none, or would send secrets in the clear
     */
    static GitHubSite of(
            Optional<URI> webOption, Optional<URI> apiOption, Map<String, String> environment) {
        Optional<URI> api =
                apiOption.or(() ->
                        webOption.isPresent()
                                ? Optional.empty()
                                : Optional.of(environment.getOrDefault("SLUICE_GITHUB_API_URL", ""))
                                        .filter(url -> !url.isBlank())
                                        .map(GitHubSite::uri));
        api.ifPresent(url -> checked("--api-url", url, environment));
        URI web = webOption.or(() -> api.map(GitHubSite::webOf)).orElse(PUBLIC_WEB);
        return new GitHubSite(
                checked("--github-url", web, environment),
                checked("--api-url", api.orElseGet(() -> apiOf(web)), environment));
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw Refusal.usage("SLUICE_GITHUB_API_URL is not an address", e);
        }
    }

    private static URI apiOf(URI web) {
        return PUBLIC_WEB.getHost().equals(web.getHost())
                ? PUBLIC_API
                : URI.create(trimmed(web) + ENTERPRISE);
    }

    private static URI webOf(URI api) {
        return PUBLIC_API.getHost().equals(api.getHost())
                ? PUBLIC_WEB
                : URI.create(trimmed(api).replaceFirst(ENTERPRISE + "$", ""));
    }

    private static URI checked(String option, URI url, Map<String, String> environment) {
        if (url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null) {
            throw Refusal.usage(option + " is " + url + ", not an address such as " + PUBLIC_WEB);
        }
        boolean plain = "http".equals(url.getScheme()) && mayBePlain(url.getHost(), environment);
        if (!plain && !"https".equals(url.getScheme())) {
            throw Refusal.usage(
                    option
                            + " has to start with https://, because secrets travel there; plain http"
                            + " is for hosts in SLUICE_ALLOW_PRIVATE_HOSTS");
        }
        return URI.create(trimmed(url));
    }

    private static boolean mayBePlain(String host, Map<String, String> environment) {
        return LOOPBACK.contains(host)
                || Arrays.stream(
                                environment
                                        .getOrDefault("SLUICE_ALLOW_PRIVATE_HOSTS", "")
                                        .split(",", -1))
                        .map(String::strip)
                        .collect(Collectors.toSet())
                        .contains(host);
    }

    private static String trimmed(URI url) {
        return url.toString().replaceAll("/+$", "");
    }

    /** Where an App is made, for a person or for an organisation. */
    URI newApp(Optional<String> organisation, String state) {
        return URI.create(
                web
                        + organisation.map(name -> "/organizations/" + name).orElse("")
                        + "/settings/apps/new?state="
                        + state);
    }

    /** Where an App is installed. */
    URI install(String slug) {
        return URI.create(web + "/apps/" + slug + "/installations/new");
    }
}
