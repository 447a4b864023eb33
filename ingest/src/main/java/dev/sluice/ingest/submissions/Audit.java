package dev.sluice.ingest.submissions;

import dev.sluice.events.Submission;
import org.jboss.logging.Logger;

/** Who handed in what, and who was not let in; never anything of a token. */
final class Audit {

    private static final Logger LOG = Logger.getLogger("dev.sluice.audit");

    private Audit() {}

    static void accepted(String caller, Submission submission) {
        LOG.infof(
                "scans: accepted %s for %s %s from %s, correlation id %s",
                submission.format(),
                submission.repository().key(),
                submission.sha(),
                caller,
                submission.id());
    }

    static void refused(String caller, int status, String why) {
        LOG.warnf("scans: refused %s with %d: %s", caller, status, why);
    }
}
