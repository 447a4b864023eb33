package dev.sluice.events;

import java.util.UUID;

/**
 * A scan ended without a result; the message is one line for people and never holds content of the
 * repository.
 */
public record ScanFailed(
        UUID scan,
        String scanner,
        Revision revision,
        Repository repository,
        ScanFailure reason,
        String message,
        long durationMillis)
        implements ScanFact {
    public ScanFailed {
        Require.present("scan", scan);
        Require.text("scanner", scanner);
        Require.present("revision", revision);
        Require.present("repository", repository);
        Require.present("reason", reason);
        Require.text("message", message);
        Require.notNegative("durationMillis", durationMillis);
    }
}
