package dev.sluice.ingest.submissions;

import dev.sluice.ingest.access.Providers;
import java.util.HashMap;
import java.util.Map;

/** Tokens of jobs, as the forges' CI systems make them. */
final class Jobs {

    static final String SHA = "1a954628a960aaef81d7b2d4521929579f3541e6";

    static final String ROUTE = "/api/v1/facts/scans";

    private Jobs() {}

    /** The head of an upload, up to its empty line. */
    static String head(String headers) {
        return head(ofGitHub(Map.of()), headers);
    }

    static String head(String token, String headers) {
        return "POST "
                + ROUTE
                + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/sarif+json\r\n"
                + "Authorization: Bearer "
                + token
                + "\r\n"
                + headers
                + "\r\n\r\n";
    }

    /** Of GitLab CI. */
    static String ofGitLab(Map<String, Object> other) {
        var claims = new HashMap<String, Object>();
        claims.put("project_path", "acme/tools/shop");
        claims.put("project_id", "42");
        claims.put("namespace_id", "7");
        claims.put("ref", "main");
        claims.put("ref_type", "branch");
        claims.put("sha", SHA);
        claims.putAll(other);
        return Providers.token("gitlab", "sluice", claims);
    }

    /** Of GitHub Actions. */
    static String ofGitHub(Map<String, Object> other) {
        var claims = new HashMap<String, Object>();
        claims.put("repository", "acme/shop");
        claims.put("repository_id", "715203344");
        claims.put("repository_owner", "acme");
        claims.put("repository_owner_id", "90127765");
        claims.put("sha", SHA);
        claims.put("ref", "refs/heads/main");
        claims.putAll(other);
        return Providers.token("actions", "sluice", claims);
    }
}
