package dev.sluice.events;

import java.util.UUID;

/** A scanner did not run, and why. */
public record ScanSkipped(
        UUID scan,
        String scanner,
        Revision revision,
        Repository repository,
        SkipReason reason,
        String message)
        implements ScanFact {
    public ScanSkipped {
        Require.present("scan", scan);
        Require.text("scanner", scanner);
        Require.present("revision", revision);
        Require.present("repository", repository);
        Require.present("reason", reason);
        Require.text("message", message);
    }
}
