package dev.sluice.scanners.dependencies;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps what the libraries of this scanner log away from people, unless a level is configured: it
 * is said in other words in the outcome.
 */
final class LibraryLogs {

    /** Loggers are forgotten, and their levels with them, when nobody holds them. */
    private static final List<Logger> LOGGERS =
            List.of(
                    Logger.getLogger("org.owasp.dependencycheck"),
                    Logger.getLogger("org.apache.lucene"),
                    Logger.getLogger("org.apache.commons.jcs3"));

    private LibraryLogs() {}

    static void quieten() {
        for (Logger logger : LOGGERS) {
            if (logger.getLevel() == null) {
                logger.setLevel(Level.OFF);
            }
        }
    }
}
