package dev.sluice.standalone.forge.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A user, an organisation or a bot.
 *
 * @param type GitHub's word: {@code User}, {@code Organization}, {@code Bot}
 */
public record Account(String login, long id, String type) {

    /** Opens pull requests unless a test names somebody else. */
    public static final Account ADA = user("ada", 501);

    public static Account user(String login, long id) {
        return new Account(login, id, "User");
    }

    public ObjectNode json() {
        return PayloadParts.object()
                .put("login", login)
                .put("id", id)
                .put("node_id", type.charAt(0) + "_" + id)
                .put("type", type)
                .put("site_admin", false);
    }
}
