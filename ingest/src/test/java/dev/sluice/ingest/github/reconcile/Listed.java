package dev.sluice.ingest.github.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.Repository;
import dev.sluice.events.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/** An open pull request as GitHub lists it. */
final class Listed {

    static final Repository REPOSITORY = new Repository("github", 7, 8, "acme", "shop");

    static final String PULL =
            """
            {"number": 3, "state": "open", "title": "Say hello", "draft": false,
             "body": "A secret plan", "updated_at": "2026-11-21T11:00:00Z",
             "user": {"id": 101, "login": "mona", "type": "User"},
             "labels": [{"id": 1, "name": "urgent"}],
             "head": {"ref": "topic", "sha": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
               "repo": {"id": 99}},
             "base": {"ref": "main", "sha": "cccccccccccccccccccccccccccccccccccccccc",
               "repo": {"id": 7, "name": "shop", "default_branch": "main",
                 "owner": {"id": 8, "login": "acme", "type": "Organization"}}}}
            """;

    private Listed() {}

    static ObjectNode pull() {
        try {
            return (ObjectNode) Json.mapper().readTree(PULL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
