package dev.sluice.scanners.dependencies;

import dev.sluice.events.Cvss;
import dev.sluice.events.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An advisory that applies to a component.
 *
 * @param coordinates of what is affected; null for an archive that does not name itself
 * @param version null where an archive does not tell
 * @param name of what is affected, for people
 * @param cvss null when nobody scored it
 * @param fixedVersion the lowest version that is not affected any more, null when none is known
 */
record Match(
        @Nullable Coordinates coordinates,
        @Nullable String version,
        String name,
        String cve,
        String description,
        List<String> cwes,
        @Nullable Cvss cvss,
        Severity severity,
        @Nullable String fixedVersion) {
    Match {
        cwes = List.copyOf(cwes);
    }
}
