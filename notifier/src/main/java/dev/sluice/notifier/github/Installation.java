package dev.sluice.notifier.github;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.notifier.text.PlainText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An App where somebody has installed it, with what they have granted, as GitHub tells it. */
record Installation(
        long id,
        @JsonProperty("app_slug") @Nullable String slug,
        @JsonProperty("html_url") @Nullable String page,
        @Nullable Map<String, String> permissions,
        @JsonProperty("suspended_at") @Nullable String suspendedAt) {

    private static final Set<String> WRITE = Set.of("write", "admin");

    boolean isSuspended() {
        return suspendedAt != null;
    }

    boolean grants(Permission permission) {
        return permissions != null
                && WRITE.contains(permissions.getOrDefault(permission.key(), "none"));
    }

    /** Those of ours that were granted: to ask for another one would be refused as a whole. */
    TreeMap<String, String> granted() {
        var granted = new TreeMap<String, String>();
        for (Permission permission : Permission.values()) {
            if (grants(permission)) {
                granted.put(permission.key(), "write");
            }
        }
        return granted;
    }

    /** Where its owner sees and changes it. */
    String where() {
        return Optional.ofNullable(page)
                .map(PlainText::line)
                .orElse("Settings, GitHub Apps, Configure");
    }
}
