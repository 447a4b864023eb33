package dev.sluice.standalone.forge.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The objects that GitHub's payloads and answers have in common. */
public final class PayloadParts {

    private static final String DEFAULT_BRANCH = "main";
    private static final ObjectMapper JSON = new ObjectMapper();

    private PayloadParts() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public static ArrayNode array() {
        return JSON.createArrayNode();
    }

    /** Lists, maps, texts and numbers as a tree. */
    public static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    public static byte[] bytes(JsonNode payload) {
        try {
            return JSON.writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes can always be written", e);
        }
    }

    public static String htmlUrl(RepositoryLabels repository) {
        return repository.forge() + "/" + repository.fullName();
    }

    public static String apiUrl(RepositoryLabels repository) {
        return repository.forge() + "/api/v3/repos/" + repository.fullName();
    }

    public static ObjectNode repository(RepositoryLabels labels) {
        ObjectNode repository = object();
        repository.put("id", labels.id());
        repository.put("node_id", "R_" + labels.id());
        repository.put("name", labels.name());
        repository.put("full_name", labels.fullName());
        repository.put("private", true);
        repository.set("owner", labels.account().json().put("name", labels.owner()));
        repository.put("html_url", htmlUrl(labels));
        repository.put("url", apiUrl(labels));
        repository.put("clone_url", htmlUrl(labels) + ".git");
        repository.put("fork", false);
        repository.put("archived", false);
        repository.put("visibility", "private");
        repository.put("default_branch", DEFAULT_BRANCH);
        return repository;
    }

    /** What stands at the end of nearly every payload. */
    static ObjectNode close(ObjectNode payload, RepositoryLabels repository, Account sender) {
        payload.set("repository", repository(repository));
        payload.putObject("organization")
                .put("login", repository.owner())
                .put("id", repository.ownerId());
        payload.set("sender", sender.json());
        return payload;
    }
}
