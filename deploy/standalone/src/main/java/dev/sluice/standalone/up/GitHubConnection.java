package dev.sluice.standalone.up;

import dev.sluice.scanners.githubapp.AppKeyFile;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.connect.StoredApp;
import dev.sluice.standalone.data.DataDirectory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * By what right Sluice asks GitHub: what the environment says, else the App that is kept.
 *
 * @param settings what the services have to be told, nothing where the environment has told it
 * @param text how it is connected, for people; empty when it is not
 */
record GitHubConnection(Map<String, String> settings, Optional<String> text) {

    private static final String APP = "SLUICE_GITHUB_APP_ID";
    private static final String KEY = "SLUICE_GITHUB_APP_KEY_FILE";
    private static final String TOKEN = "SLUICE_GITHUB_TOKEN";
    private static final String API = "SLUICE_GITHUB_API_URL";

    static GitHubConnection of(Map<String, String> environment, DataDirectory data) {
        if (isSet(environment, APP) || isSet(environment, KEY)) {
            if (isSet(environment, KEY)) {
                requireKey(environment.getOrDefault(KEY, ""));
            }
            return new GitHubConnection(
                    Map.of(),
                    Optional.of("App " + environment.getOrDefault(APP, "") + " (" + APP + ")"));
        }
        return StoredApp.in(data.githubApp())
                .map(app -> withKept(app, environment))
                .orElseGet(() -> withoutApp(environment, ""));
    }

    private static GitHubConnection withKept(StoredApp app, Map<String, String> environment) {
        if (isSet(environment, TOKEN)) {
            return withoutApp(environment, notUsed(app, TOKEN));
        }
        if (isSet(environment, API)
                && !environment
                        .getOrDefault(API, "")
                        .replaceAll("/+$", "")
                        .equals(app.api().toString())) {
            return withoutApp(environment, notUsed(app, API));
        }
        requireKey(app.key().toString());
        return new GitHubConnection(
                app.variables(), Optional.of("App " + app.slug() + ", kept in " + app.directory()));
    }

    /** The services would refuse it as well, but only after broker and database have started. */
    private static void requireKey(String file) {
        try {
            new AppKeyFile(Path.of(file)).current();
        } catch (IllegalArgumentException e) {
            throw Refusal.usage(String.valueOf(e.getMessage()), e);
        }
    }

    private static String notUsed(StoredApp app, String name) {
        return "; App " + app.slug() + " is not used, because " + name + " is set";
    }

    private static GitHubConnection withoutApp(Map<String, String> environment, String why) {
        return new GitHubConnection(
                Map.of(),
                isSet(environment, TOKEN)
                        ? Optional.of("a token, commit statuses only" + why)
                        : why.isEmpty() ? Optional.empty() : Optional.of("not connected" + why));
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}
