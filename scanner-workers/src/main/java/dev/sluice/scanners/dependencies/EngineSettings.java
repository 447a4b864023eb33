package dev.sluice.scanners.dependencies;

import java.nio.file.Path;
import org.owasp.dependencycheck.utils.Settings;

/** Settings of dependency-check: nothing is updated, nothing is asked, nothing is shared. */
final class EngineSettings {

    static {
        LibraryLogs.quieten();
    }

    private EngineSettings() {}

    /** For filling a database that does not exist yet. */
    static Settings forImport(Path directory) {
        Settings settings = new Settings();
        settings.setString(Settings.KEYS.DATA_DIRECTORY, directory.toString());
        settings.setString(Settings.KEYS.TEMP_DIRECTORY, directory.toString());
        // only this makes the schema; the updaters themselves are not used
        settings.setBoolean(Settings.KEYS.AUTO_UPDATE, true);
        return settings;
    }

    /**
     * For looking things up.
     *
     * @param work a directory of this scan alone
     */
    static Settings forScan(AdvisorySnapshot snapshot, Path work) {
        Settings settings = new Settings();
        settings.setString(Settings.KEYS.DATA_DIRECTORY, work.toString());
        settings.setString(Settings.KEYS.TEMP_DIRECTORY, work.toString());
        // with "nio" instead of "file" dependency-check neither copies nor locks the database
        settings.setString(
                Settings.KEYS.DB_CONNECTION_STRING,
                "jdbc:h2:nio:"
                        + snapshot.database()
                        + ";ACCESS_MODE_DATA=r;CACHE_SIZE=262144;DB_CLOSE_DELAY=-1");
        settings.setString(Settings.KEYS.SUPPRESSION_FILE, snapshot.suppressions().toString());
        settings.setBoolean(Settings.KEYS.AUTO_UPDATE, false);
        settings.setBoolean(Settings.KEYS.HOSTED_SUPPRESSIONS_ENABLED, false);
        // packages of npm are identified by name, never by resemblance
        settings.setString(Settings.KEYS.ECOSYSTEM_SKIP_CPEANALYZER, "nodejs");
        return settings;
    }
}
