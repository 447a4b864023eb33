package dev.sluice.standalone.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The objects that GitHub's payloads have in common. */
final class PayloadParts {

    static final String AUTHOR = "ada";
    static final long AUTHOR_ID = 501;

    private static final ObjectMapper JSON = new ObjectMapper();

    private PayloadParts() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static byte[] bytes(ObjectNode payload) {
        try {
            return JSON.writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes can always be written", e);
        }
    }

    static String htmlUrl(RepositoryLabels repository) {
        return repository.forge() + "/" + repository.fullName();
    }

    static ObjectNode user(String login, long id) {
        return account(login, id, "User");
    }

    private static ObjectNode account(String login, long id, String type) {
        return object().put("login", login)
                .put("id", id)
                .put("node_id", "U_" + id)
                .put("type", type)
                .put("site_admin", false);
    }

    static ObjectNode repository(RepositoryLabels labels) {
        ObjectNode repository = object();
        repository.put("id", labels.id());
        repository.put("node_id", "R_" + labels.id());
        repository.put("name", labels.name());
        repository.put("full_name", labels.fullName());
        repository.put("private", true);
        ObjectNode owner = account(labels.owner(), labels.ownerId(), "Organization");
        repository.set("owner", owner.put("name", labels.owner()));
        repository.put("html_url", htmlUrl(labels));
        repository.put("url", labels.forge() + "/api/v3/repos/" + labels.fullName());
        repository.put("clone_url", htmlUrl(labels) + ".git");
        repository.put("fork", false);
        repository.put("archived", false);
        repository.put("visibility", "private");
        repository.put("default_branch", LoopbackRepository.DEFAULT_BRANCH);
        return repository;
    }
}
