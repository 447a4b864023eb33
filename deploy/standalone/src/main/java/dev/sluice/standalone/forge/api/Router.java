package dev.sluice.standalone.forge.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.repository.Repositories;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the route and the repository of a request, and whether the caller may take it. */
final class Router {

    private static final Pattern BY_NAME = Pattern.compile("/repos/([^/]+)/([^/]+)(/.*)?");
    private static final Pattern BY_ID = Pattern.compile("/repositories/([0-9]{1,18})(/.*)?");

    private final List<Route> routes;
    private final Repositories repositories;

    Router(List<Route> routes, Repositories repositories) {
        this.routes = List.copyOf(routes);
        this.repositories = repositories;
    }

    /**
     * Answers.
     *
     * @param path below {@code /api/v3}
     */
    Answer answer(String method, String path, URI uri, JsonNode body, Caller caller)
            throws Refused, IOException {
        Matcher named = BY_NAME.matcher(path);
        if (named.matches()) {
            String fullName = named.group(1) + "/" + named.group(2);
            return onRepository(method, path, fullName, rest(named.group(3)), uri, body, caller);
        }
        Matcher numbered = BY_ID.matcher(path);
        if (numbered.matches()) {
            LoopbackRepository repository =
                    repositories
                            .withId(Long.parseLong(numbered.group(1)))
                            .orElseThrow(Refused::notFound);
            String canonical = "/repos/" + repository.fullName() + rest(numbered.group(2));
            return take(method, canonical, uri, body, caller, repository);
        }
        return take(method, path, uri, body, caller, null);
    }

    private Answer onRepository(
            String method,
            String path,
            String fullName,
            String rest,
            URI uri,
            JsonNode body,
            Caller caller)
            throws Refused, IOException {
        Optional<LoopbackRepository> present = repositories.named(fullName);
        if (present.isPresent()) {
            return take(method, path, uri, body, caller, present.get());
        }
        LoopbackRepository moved =
                repositories
                        .formerlyNamed(fullName)
                        .filter(caller::sees)
                        .orElseThrow(Refused::notFound);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String location = moved.forge() + "/api/v3/repositories/" + moved.id() + rest + query;
        boolean read = method.equals("GET");
        throw Refused.with(read ? 301 : 307, read ? "Moved Permanently" : "Temporary Redirect")
                .header("Location", location);
    }

    private Answer take(
            String method,
            String path,
            URI uri,
            JsonNode body,
            Caller caller,
            @Nullable LoopbackRepository repository)
            throws Refused, IOException {
        for (Route route : routes) {
            Optional<Map<String, String>> parameters = route.match(method, path);
            if (parameters.isPresent()) {
                boolean itself = route.needs() instanceof Needs.TheApp;
                if (repository != null && !itself && !caller.sees(repository)) {
                    throw unseen(caller);
                }
                Rights.require(route.needs(), caller);
                return route.handler()
                        .answer(new Request(uri, parameters.get(), body, caller, repository));
            }
        }
        throw Refused.notFound();
    }

    /** Who is known is told as little about a hidden repository as about one that is not there. */
    private static Refused unseen(Caller caller) {
        boolean known = caller instanceof Caller.Installed || caller instanceof Caller.Person;
        return known ? Refused.notFound() : Refused.with(401, "Requires authentication");
    }

    private static String rest(@Nullable String group) {
        return group == null ? "" : group;
    }
}
