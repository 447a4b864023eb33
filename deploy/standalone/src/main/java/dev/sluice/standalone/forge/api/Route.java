package dev.sluice.standalone.forge.api;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kind of request.
 *
 * @param names of the parameters in the path, in order
 */
public record Route(String method, Pattern path, List<String> names, Needs needs, Handler handler) {

    /** Carries the request out. */
    public interface Handler {
        Answer answer(Request request) throws Refused, IOException;
    }

    private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)}");

    public Route {
        names = List.copyOf(names);
    }

    /** A path in GitHub's own notation, as {@code /repos/{owner}/{repo}/check-runs}. */
    public static Route on(String method, String template, Needs needs, Handler handler) {
        var names = PARAMETER.matcher(template).results().map(found -> found.group(1)).toList();
        String path = PARAMETER.matcher(template).replaceAll("([^/]+)");
        return new Route(method, Pattern.compile(path), names, needs, handler);
    }

    /** The parameters, when the route is meant. */
    Optional<Map<String, String>> match(String method, String path) {
        if (!this.method.equals(method)) {
            return Optional.empty();
        }
        Matcher matcher = this.path.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            parameters.put(names.get(i), matcher.group(i + 1));
        }
        return Optional.of(parameters);
    }
}
