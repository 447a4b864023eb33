package dev.sluice.notifier.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.wire.Json;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.report.Marker;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the remarks on one pull request, by the names of their markers.
 *
 * @param written those that stand there
 * @param outside on lines that the pull request does not show, with the commit that was looked at
 */
record Remarks(Map<String, Remark> written, Map<String, String> outside) {

    static final Remarks NONE = new Remarks(Map.of(), Map.of());

    /**
     * A remark as it stands there.
     *
     * @param scanner whose finding it is; empty when that was lost
     */
    record Remark(long number, String scanner, boolean resolved) {}

    Remarks {
        written = new TreeMap<>(written);
        outside = new TreeMap<>(outside);
    }

    static Remarks of(@Nullable String remoteId) {
        if (remoteId == null) {
            return NONE;
        }
        try {
            return Json.mapper().readValue(remoteId, Remarks.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what we remember can always be read again", e);
        }
    }

    static Remarks found(Map<Marker, Long> ours) {
        var written = new HashMap<String, Remark>();
        ours.forEach((marker, number) -> written.put(marker.name(), new Remark(number, "", false)));
        return new Remarks(written, Map.of());
    }

    Remarks with(String name, Remark remark) {
        var all = new HashMap<>(written);
        all.put(name, remark);
        return new Remarks(all, outside);
    }

    Remarks without(String name, String headSha) {
        var all = new HashMap<>(outside);
        all.put(name, headSha);
        return new Remarks(written, all);
    }

    long open() {
        return written.values().stream().filter(remark -> !remark.resolved()).count();
    }

    Receipt receipt() {
        try {
            return new Receipt(Json.mapper().writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what we remember can always be written", e);
        }
    }
}
