package dev.sluice.notifier.github;

import dev.sluice.events.Repository;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where GitHub's API is. The host is resolved and checked before each request, so that a
 * configuration or a name server cannot turn the notifier against its own network.
 */
final class ApiAddress {

    /** What GitHub allows in the name of an owner or repository. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    /** How a name becomes addresses. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final String base;
    private final String host;
    private final boolean privateAllowed;
    private final Resolver resolver;

    ApiAddress(URI url, Set<String> allowPrivateHosts, Resolver resolver) {
        if (url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null) {
            throw new ConfigurationException(
                    "SLUICE_GITHUB_API_URL is not an address such as https://api.github.com");
        }
        this.host = withoutBrackets(url.getHost());
        this.privateAllowed =
                allowPrivateHosts.stream()
                        .map(allowed -> withoutBrackets(allowed.strip()))
                        .collect(Collectors.toSet())
                        .contains(host);
        boolean secure = "https".equals(url.getScheme());
        boolean plainAllowed = "http".equals(url.getScheme()) && privateAllowed;
        if (!secure && !plainAllowed) {
            throw new ConfigurationException(
                    "SLUICE_GITHUB_API_URL has to start with https://, because a token travels"
                            + " there; plain http is for hosts in SLUICE_ALLOW_PRIVATE_HOSTS");
        }
        this.base = url.toString().replaceAll("/+$", "");
        this.resolver = resolver;
    }

    /** Why nothing may be sent there for this repository; empty when it may. */
    Optional<String> objectionTo(Repository repository) throws UnknownHostException {
        if (!isName(repository.owner()) || !isName(repository.name())) {
            return Optional.of("the repository's name is not one that GitHub could have given");
        }
        return privateAllowed || !isInside()
                ? Optional.empty()
                : Optional.of(
                        host
                                + " has a private address; if that is meant, name it in"
                                + " SLUICE_ALLOW_PRIVATE_HOSTS");
    }

    private boolean isInside() throws UnknownHostException {
        return Arrays.stream(resolver.resolve(host)).anyMatch(PrivateAddresses::contains);
    }

    private static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    }

    String host() {
        return host;
    }

    /** GraphQL has its address beside the versioned one, not below it. */
    URI of(Ask ask, Repository repository) {
        return URI.create(
                switch (ask.where()) {
                    case REPOSITORY -> base + "/repos/" + repository.fullName() + ask.path();
                    case API -> base + ask.path();
                    case GRAPHQL -> base.replaceFirst("/v3$", "") + "/graphql";
                });
    }

    private static String withoutBrackets(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") ? lower.substring(1, lower.length() - 1) : lower;
    }
}
