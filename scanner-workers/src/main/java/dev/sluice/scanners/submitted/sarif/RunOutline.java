package dev.sluice.scanners.submitted.sarif;

import dev.sluice.events.ScanFailure;
import dev.sluice.scanners.submitted.Origin;
import dev.sluice.scanners.submitted.UnreadableDocumentException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run says about itself.
 *
 * @param number from 1
 * @param automationId such as {@code codeql/java/4711}; null when it says none
 * @param components the driver first, then the extensions
 * @param baseUris the absolute addresses behind base ids
 * @param successful whether no invocation says otherwise
 * @param hasResults whether there is a list of results, if an empty one
 */
record RunOutline(
        int number,
        String tool,
        String version,
        @Nullable String automationId,
        List<Rules> components,
        Map<String, String> baseUris,
        boolean successful,
        boolean hasResults) {
    RunOutline {
        components = List.copyOf(components);
        baseUris = Map.copyOf(baseUris);
    }

    /** What code scanning takes as the category: everything before the last slash. */
    String category(Origin origin) {
        if (automationId == null || !origin.leavesCategoryOpen()) {
            return origin.category();
        }
        int end = automationId.lastIndexOf('/');
        return end < 0 ? automationId : automationId.substring(0, end);
    }

    /** Having found nothing is something that a tool has to say. */
    void requireResult() throws UnreadableDocumentException {
        if (!hasResults) {
            throw new UnreadableDocumentException(
                    ScanFailure.MALFORMED,
                    "run " + number + " has no list of results, not even an empty one");
        }
        if (!successful) {
            throw new UnreadableDocumentException(
                    ScanFailure.INTERNAL, "the tool of run " + number + " says that it failed");
        }
    }
}
