package dev.sluice.standalone.forge.api;

import java.util.Map;
import java.util.stream.Collectors;

/** Holds what a route needs against what its caller may. */
final class Rights {

    private Rights() {}

    static void require(Needs needs, Caller caller) throws Refused {
        switch (needs) {
            case Needs.Nothing _ -> {}
            case Needs.TheApp _ -> {
                if (!(caller instanceof Caller.AppItself)) {
                    throw Refused.with(401, "A JSON web token could not be decoded");
                }
            }
            case Needs.AnInstallation _ -> {
                if (!(caller instanceof Caller.Installed)) {
                    throw Refused.with(
                            403, "You must authenticate with an installation access token");
                }
            }
            case Needs.AnyToken _ -> {
                if (caller instanceof Caller.Nobody || caller instanceof Caller.AppItself) {
                    throw Refused.with(401, "Requires authentication");
                }
            }
            case Needs.Right right -> requireRight(right, caller);
        }
    }

    private static void requireRight(Needs.Right right, Caller caller) throws Refused {
        switch (caller) {
            case Caller.Nobody _, Caller.AppItself _ ->
                    throw Refused.with(401, "Requires authentication");
            case Caller.Person person -> {
                if (right.appsOnly()) {
                    throw lacking(right, "You must authenticate via a GitHub App.");
                }
                if (!allows(person.rights(), right)) {
                    throw lacking(right, "Resource not accessible by personal access token");
                }
            }
            case Caller.Installed(InstalledApp app) -> {
                if (!allows(app.rights(), right)) {
                    throw lacking(right, "Resource not accessible by integration");
                }
            }
        }
    }

    private static boolean allows(Map<String, Level> rights, Needs.Right right) {
        return right.oneOf().stream()
                .map(rights::get)
                .anyMatch(held -> held != null && held.compareTo(right.level()) >= 0);
    }

    private static Refused lacking(Needs.Right right, String message) {
        return Refused.with(403, message)
                .header(
                        "X-Accepted-GitHub-Permissions",
                        right.oneOf().stream()
                                .map(name -> name + "=" + right.level().word())
                                .collect(Collectors.joining("; ")));
    }
}
