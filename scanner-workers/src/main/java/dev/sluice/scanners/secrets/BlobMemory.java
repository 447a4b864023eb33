package dev.sluice.scanners.secrets;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the contents that were looked at last, by git object id. It belongs to one set
 * of rules and one key, so that it never has to be cleared.
 */
final class BlobMemory {

    /** Reports with more are not kept, so that no repository can fill the memory. */
    private static final int MOST_SIGHTINGS = 20;

    private final Map<String, FileReport> reports;

    BlobMemory(int capacity) {
        reports =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, FileReport> eldest) {
                        return size() > capacity;
                    }
                };
    }

    synchronized @Nullable FileReport get(String blob) {
        return reports.get(blob);
    }

    synchronized void put(String blob, FileReport report) {
        if (report.sightings().size() <= MOST_SIGHTINGS) {
            reports.put(blob, report);
        }
    }
}
