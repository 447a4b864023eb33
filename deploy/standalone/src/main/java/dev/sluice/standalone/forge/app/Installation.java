package dev.sluice.standalone.forge.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.standalone.forge.api.Level;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.webhook.Account;
import dev.sluice.standalone.forge.webhook.InstallationWebhook;
import dev.sluice.standalone.forge.webhook.PayloadParts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** An App at one owner of repositories. Safe for many threads. */
public final class Installation {

    private final long id;
    private final LoopbackApp app;
    private final Account owner;
    private final Set<Long> left = ConcurrentHashMap.newKeySet();
    private volatile Map<String, Level> permissions;
    private volatile boolean suspended;
    private volatile boolean deleted;

    Installation(long id, LoopbackApp app, Account owner) {
        this.id = id;
        this.app = app;
        this.owner = owner;
        this.permissions = app.permissions();
    }

    public long id() {
        return id;
    }

    public LoopbackApp app() {
        return app;
    }

    /** Nothing works any more, and every token is bad from now on. */
    public void uninstall() {
        deleted = true;
    }

    public void suspend() {
        suspended = true;
    }

    public void unsuspend() {
        suspended = false;
    }

    /** The owner takes a permission back, or the App never had it. */
    public synchronized void removePermission(String name) {
        var fewer = new TreeMap<>(permissions);
        fewer.remove(name);
        permissions = Map.copyOf(fewer);
    }

    /** The owner takes a repository out of the installation. */
    public void leave(LoopbackRepository repository) {
        left.add(repository.id());
    }

    /** What GitHub sends about this installation. */
    public InstallationWebhook webhook(List<LoopbackRepository> repositories) {
        return new InstallationWebhook(
                json(), repositories.stream().map(LoopbackRepository::labels).toList());
    }

    boolean isSuspended() {
        return suspended;
    }

    boolean isDeleted() {
        return deleted;
    }

    Account owner() {
        return owner;
    }

    Map<String, Level> permissions() {
        return permissions;
    }

    boolean reaches(LoopbackRepository repository) {
        return !deleted && repository.ownerId() == owner.id() && !left.contains(repository.id());
    }

    ObjectNode json() {
        String api = app.forge() + "/api/v3";
        String now = app.createdAt().toString();
        ObjectNode json = PayloadParts.object();
        json.put("id", id).put("app_id", app.id()).put("app_slug", app.slug());
        json.put("client_id", app.clientId());
        json.set("account", owner.json());
        json.put("target_id", owner.id()).put("target_type", owner.type());
        json.put("repository_selection", left.isEmpty() ? "all" : "selected");
        json.put("access_tokens_url", api + "/app/installations/" + id + "/access_tokens");
        json.put("repositories_url", api + "/installation/repositories");
        json.put("html_url", app.forge() + "/settings/installations/" + id);
        json.set("permissions", Permissions.json(permissions));
        json.set("events", PayloadParts.tree(app.events()));
        json.put("created_at", now).put("updated_at", now);
        json.put("suspended_at", suspended ? now : null).putNull("suspended_by");
        json.putNull("single_file_name");
        return json;
    }
}
