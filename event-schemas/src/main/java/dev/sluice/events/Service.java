package dev.sluice.events;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who produces events; its path is the CloudEvents {@code source}. */
public enum Service {
    INGEST,
    SCANNER_WORKERS,
    POLICY_ENGINE,
    NOTIFIER;

    /** {@code /sluice/scanner-workers}. */
    public String source() {
        return "/sluice/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The service with this source, or empty where it is none of ours. */
    public static Optional<Service> ofSource(String source) {
        return Arrays.stream(values()).filter(s -> s.source().equals(source)).findFirst();
    }
}
