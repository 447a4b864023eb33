package dev.sluice.standalone.forge.scanning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The uploads and the alerts that came of them. Safe for many threads. */
public final class CodeScanning {

    private final Map<String, Upload> uploads = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Alert> alerts = new LinkedHashMap<>();

    /** The uploads that were taken, oldest first. */
    public synchronized List<Upload> uploads(LoopbackRepository repository) {
        return uploads.values().stream()
                .filter(upload -> upload.repositoryId() == repository.id())
                .toList();
    }

    /** The alerts, oldest first, fixed ones among them. */
    public synchronized List<Alert> alerts(LoopbackRepository repository) {
        return alerts.values().stream()
                .filter(alert -> alert.repositoryId() == repository.id())
                .toList();
    }

    synchronized Upload take(
            LoopbackRepository repository, String sha, String ref, JsonNode sarif) {
        var upload =
                new Upload(
                        UUID.randomUUID().toString(),
                        repository.id(),
                        sha,
                        ref,
                        sarif,
                        SarifFile.problems(sarif));
        uploads.put(upload.id(), upload);
        if (upload.problems().isEmpty()) {
            sarif.path("runs").forEach(run -> process(upload, run));
        }
        return upload;
    }

    synchronized Optional<Upload> find(LoopbackRepository repository, String id) {
        return Optional.ofNullable(uploads.get(id))
                .filter(upload -> upload.repositoryId() == repository.id());
    }

    /** Whether it was asked for before: the first one who asks comes too early. */
    synchronized boolean wasAskedFor(Upload upload) {
        return !asked.add(upload.id());
    }

    /** What a new analysis of the same tool and category does not show any more is fixed. */
    private void process(Upload upload, JsonNode run) {
        String tool = run.path("tool").path("driver").path("name").asText();
        String category = run.path("automationDetails").path("id").asText();
        var seen = new ArrayList<String>();
        for (JsonNode result : run.path("results")) {
            String rule = result.path("ruleId").asText();
            String identity = identity(result);
            String key =
                    String.join("\n", "" + upload.repositoryId(), tool, category, rule, identity);
            seen.add(key);
            long number = alerts.containsKey(key) ? alerts.get(key).number() : alerts.size() + 1L;
            alerts.put(
                    key,
                    new Alert(
                            number,
                            upload.repositoryId(),
                            tool,
                            category,
                            rule,
                            identity,
                            upload.ref(),
                            true));
        }
        alerts.replaceAll((key, alert) ->
                seen.contains(key)
                                || alert.repositoryId() != upload.repositoryId()
                                || !alert.tool().equals(tool)
                                || !alert.category().equals(category)
                                || !alert.ref().equals(upload.ref())
                        ? alert
                        : fixed(alert));
    }

    private static Alert fixed(Alert alert) {
        return new Alert(
                alert.number(),
                alert.repositoryId(),
                alert.tool(),
                alert.category(),
                alert.ruleId(),
                alert.identity(),
                alert.ref(),
                false);
    }

    private static String identity(JsonNode result) {
        JsonNode fingerprints = result.path("partialFingerprints");
        return fingerprints.isEmpty()
                ? "unknown " + UUID.randomUUID()
                : new java.util.TreeMap<>(
                                fingerprints.properties().stream()
                                        .collect(
                                                java.util.stream.Collectors.toMap(
                                                        Map.Entry::getKey,
                                                        entry -> entry.getValue().asText())))
                        .toString();
    }
}
