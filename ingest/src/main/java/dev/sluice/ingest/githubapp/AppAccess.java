package dev.sluice.ingest.githubapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.wire.Json;
import dev.sluice.ingest.githubapp.AppRequests.Answer;
import dev.sluice.ingest.githubapp.InstallationTokens.Granted;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A GitHub App that looks around: what it shows as itself, and what in one of its installations.
 * Its tokens may read metadata, contents and pull requests of all that an installation reaches.
 */
public final class AppAccess {

    /** What a refused statement means. */
    public static final String WRONG_KEY = AppRequests.WRONG_KEY;

    private final AppRequests requests;
    private final Map<Long, Granted> tokens = new ConcurrentHashMap<>();

    AppAccess(AppRequests requests) {
        this.requests = requests;
    }

    /**
     * That of the App whose key is configured; empty without one.
     *
     * @throws dev.sluice.ingest.StartRefusedException in one line, when the configuration cannot be
     *     used
     */
    public static Optional<AppAccess> of(
            GitHubAppConfig config, URI api, AddressGuard guard, Clock clock) {
        return AppRequests.of(config, api, guard, clock).map(AppAccess::new);
    }

    /** Says for some minutes that we are the App. */
    public String statement() {
        return requests.statement();
    }

    /** Whether our clock is why a statement was refused; it is right by GitHub's from now on. */
    public boolean corrected(HttpResponse<?> refused) {
        return requests.corrected(refused);
    }

    /**
     * A token of this installation, good for some minutes at least.
     *
     * @throws TokenRefusedException when there is none
     */
    public String tokenOf(long installation) throws IOException, InterruptedException {
        Granted granted = tokens.get(installation);
        if (granted == null || !requests.now().isBefore(granted.until())) {
            granted = create(installation);
            tokens.put(installation, granted);
        }
        return granted.token();
    }

    /** The token of this installation is no longer taken. */
    public void forget(long installation) {
        tokens.remove(installation);
    }

    private Granted create(long installation) throws IOException, InterruptedException {
        ObjectNode wanted = Json.mapper().createObjectNode();
        wanted.putObject("permissions")
                .put("metadata", "read")
                .put("contents", "read")
                .put("pull_requests", "read");
        Answer answer =
                requests.post("/app/installations/" + installation + "/access_tokens", wanted);
        return InstallationTokens.granted(answer).orElseThrow(() -> refused(answer, installation));
    }

    private static TokenRefusedException refused(Answer answer, long installation) {
        return new TokenRefusedException(
                switch (answer.status()) {
                    case 401 -> AppRequests.WRONG_KEY;
                    case 403 -> "installation " + installation + " of the App is suspended";
                    case 404 -> "installation " + installation + " of the App is gone";
                    case 422 ->
                            "installation "
                                    + installation
                                    + " of the App was not granted to read contents and pull"
                                    + " requests; its owner has to accept that";
                    default -> "GitHub gives the App no token (" + answer.status() + ")";
                });
    }
}
