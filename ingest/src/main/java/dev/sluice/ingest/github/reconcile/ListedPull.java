package dev.sluice.ingest.github.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.wire.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open pull request as a list shows it.
 *
 * @param json all of it
 * @param updatedAt when anything about it changed last
 */
record ListedPull(JsonNode json, Revision revision, Instant updatedAt) {

    /** Empty where it is none of this repository, or not as GitHub writes it. */
    static Optional<ListedPull> of(JsonNode json, Repository repository) {
        if (json.at("/base/repo/id").asLong(-1) != repository.id()
                || !json.path("number").canConvertToLong()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ListedPull(
                            json,
                            Revision.of(
                                    ChangeId.proposed(repository, json.path("number").asLong()),
                                    json.at("/head/sha").asText(),
                                    json.at("/base/ref").asText()),
                            OffsetDateTime.parse(json.path("updated_at").asText()).toInstant()));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * The webhook that would have told of it, with what is read of one and nothing else. Who did it
     * is not in a list; its author is taken for it.
     *
     * @param known where the change was as far as is known here; absent when it was not open
     */
    byte[] webhook(@Nullable Revision known) {
        ObjectNode payload = Json.mapper().createObjectNode();
        payload.put("action", action(known));
        if (known != null && !known.baseRef().equals(revision.baseRef())) {
            payload.putObject("changes")
                    .putObject("base")
                    .putObject("ref")
                    .put("from", known.baseRef());
        }
        ObjectNode pull = payload.putObject("pull_request");
        RaisedBody.copy(json, pull, "number", "draft", "updated_at", "labels", "state");
        account(json.path("user"), pull.putObject("user"));
        for (String side : new String[] {"head", "base"}) {
            ObjectNode to = pull.putObject(side);
            RaisedBody.copy(json.path(side), to, "ref", "sha");
            if (json.path(side).path("repo").isObject()) {
                RaisedBody.copy(json.path(side).path("repo"), to.putObject("repo"), "id");
            }
        }
        ObjectNode repository = payload.putObject("repository");
        RaisedBody.copy(json.at("/base/repo"), repository, "id", "name", "default_branch");
        account(json.at("/base/repo/owner"), repository.putObject("owner"));
        account(json.path("user"), payload.putObject("sender"));
        return RaisedBody.bytes(payload);
    }

    private String action(@Nullable Revision known) {
        if (known == null) {
            return "opened";
        }
        return known.headSha().equals(revision.headSha()) ? "edited" : "synchronize";
    }

    private static void account(JsonNode from, ObjectNode to) {
        RaisedBody.copy(from, to, "id", "login", "type");
    }
}
