package dev.sluice.standalone.forge.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** Builds {@code push} webhooks. */
public final class PushWebhook {

    /** Stands where a branch did not exist before, or does not any more. */
    public static final String NOTHING = "0".repeat(40);

    private final RepositoryLabels repository;
    private final String branch;
    private final String before;
    private final String after;
    private boolean forced;

    public PushWebhook(RepositoryLabels repository, String branch, String before, String after) {
        this.repository = repository;
        this.branch = branch;
        this.before = before;
        this.after = after;
    }

    /** History was rewritten. */
    public PushWebhook forced() {
        forced = true;
        return this;
    }

    public Webhook build() {
        ObjectNode payload = PayloadParts.object();
        payload.put("ref", "refs/heads/" + branch);
        payload.put("before", before);
        payload.put("after", after);
        payload.put("created", before.equals(NOTHING));
        payload.put("deleted", after.equals(NOTHING));
        payload.put("forced", forced);
        payload.putNull("base_ref");
        payload.put(
                "compare", PayloadParts.htmlUrl(repository) + "/compare/" + before + "..." + after);
        payload.putArray("commits");
        payload.putNull("head_commit");
        payload.set("repository", PayloadParts.repository(repository));
        payload.putObject("pusher").put("name", Account.ADA.login()).putNull("email");
        payload.set("sender", Account.ADA.json());
        return new Webhook("push", UUID.randomUUID(), PayloadParts.bytes(payload));
    }
}
