package dev.sluice.standalone.forge.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds {@code pull_request} webhooks; every setter returns the same builder. */
public final class PullRequestWebhook {

    private static final long ID_OFFSET = 90_000;

    private final RepositoryLabels repository;
    private final long number;
    private final String headRef;
    private final String headSha;
    private final List<String> labels = new ArrayList<>();
    private String baseRef = "main";
    private String baseSha;
    private String action = "opened";
    private boolean draft;
    private boolean merged;
    private String association = "MEMBER";
    private @Nullable Long forkId;
    private boolean headDeleted;
    private @Nullable String before;
    private @Nullable String formerBase;
    private @Nullable String changedLabel;
    private UUID deliveryId = UUID.randomUUID();

    public PullRequestWebhook(
            RepositoryLabels repository,
            long number,
            String headRef,
            String headSha,
            String baseSha) {
        this.repository = repository;
        this.number = number;
        this.headRef = headRef;
        this.headSha = headSha;
        this.baseSha = baseSha;
    }

    /**
     * GitHub's word: {@code opened}, {@code reopened}, {@code edited}, {@code closed} and so on.
     */
    public PullRequestWebhook action(String action) {
        this.action = action;
        return this;
    }

    public PullRequestWebhook base(String ref, String sha) {
        this.baseRef = ref;
        this.baseSha = sha;
        return this;
    }

    /** The head moved here from another commit: {@code synchronize}. */
    public PullRequestWebhook synchronizedFrom(String before) {
        this.before = before;
        return action("synchronize");
    }

    /** It aimed at another branch before: {@code edited} with {@code changes.base}. */
    public PullRequestWebhook retargetedFrom(String formerBase) {
        this.formerBase = formerBase;
        return action("edited");
    }

    public PullRequestWebhook labeled(String label) {
        this.changedLabel = label;
        labels.add(label);
        return action("labeled");
    }

    public PullRequestWebhook draft() {
        this.draft = true;
        return this;
    }

    public PullRequestWebhook merged() {
        this.merged = true;
        return action("closed");
    }

    /** The head lives in another repository, by somebody who is not a member here. */
    public PullRequestWebhook fromFork(long forkId) {
        this.forkId = forkId;
        this.association = "CONTRIBUTOR";
        return this;
    }

    /** The repository of the head was deleted. */
    public PullRequestWebhook headDeleted() {
        this.headDeleted = true;
        return this;
    }

    public PullRequestWebhook deliveryId(UUID deliveryId) {
        this.deliveryId = deliveryId;
        return this;
    }

    public Webhook build() {
        ObjectNode payload = PayloadParts.object();
        payload.put("action", action);
        payload.put("number", number);
        payload.set("pull_request", pullRequest());
        if (before != null) {
            payload.put("before", before).put("after", headSha);
        }
        if (formerBase != null) {
            ObjectNode base = payload.putObject("changes").putObject("base");
            base.putObject("ref").put("from", formerBase);
            base.putObject("sha").put("from", baseSha);
        }
        if (changedLabel != null) {
            payload.putObject("label").put("name", changedLabel);
        }
        PayloadParts.close(payload, repository, Account.ADA);
        return new Webhook("pull_request", deliveryId, PayloadParts.bytes(payload));
    }

    private ObjectNode pullRequest() {
        boolean closed = action.equals("closed");
        ObjectNode pull = PayloadParts.object();
        pull.put("id", ID_OFFSET + number);
        pull.put("number", number);
        pull.put(
                "url",
                repository.forge() + "/api/v3/repos/" + repository.fullName() + "/pulls/" + number);
        pull.put("html_url", PayloadParts.htmlUrl(repository) + "/pull/" + number);
        pull.put("state", closed ? "closed" : "open");
        pull.put("locked", false);
        pull.put("title", "Change " + number);
        pull.putNull("body");
        String now = repository.clock().instant().toString();
        pull.put("created_at", now).put("updated_at", now);
        pull.put("closed_at", closed ? now : null).put("merged_at", merged ? now : null);
        pull.set("user", Account.ADA.json());
        var labelNodes = pull.putArray("labels");
        for (String label : labels) {
            labelNodes.addObject().put("name", label).put("color", "ededed");
        }
        pull.put("draft", draft);
        pull.put("merged", merged);
        pull.put("author_association", association);
        pull.set("head", side(headRef, headSha));
        if (headDeleted) {
            pull.withObject("/head").putNull("repo");
        } else if (forkId != null) {
            pull.withObject("/head/repo").put("id", forkId).put("fork", true);
        }
        pull.set("base", side(baseRef, baseSha));
        return pull;
    }

    private ObjectNode side(String ref, String sha) {
        ObjectNode side = PayloadParts.object();
        side.put("label", repository.owner() + ":" + ref);
        side.put("ref", ref);
        side.put("sha", sha);
        side.set("user", repository.account().json());
        side.set("repo", PayloadParts.repository(repository));
        return side;
    }
}
