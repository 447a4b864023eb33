package dev.sluice.scanners.dependencies;

import dev.sluice.events.Advisories;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.owasp.dependencycheck.Engine;
import org.owasp.dependencycheck.data.nvd.ecosystem.CveEcosystemMapper;
import org.owasp.dependencycheck.data.nvdcve.CveDB;
import org.owasp.dependencycheck.data.nvdcve.DatabaseException;
import org.owasp.dependencycheck.data.update.nvd.api.CveApiJson20CveItemSource;
import org.owasp.dependencycheck.utils.Settings;

/**
 * A feed as a database that is only read. It lives in a directory named by the digest of the feed
 * and the tool, is built aside and appears there at once, so that several processes may build it at
 * the same time and a half-built one is never seen.
 */
record AdvisorySnapshot(AdvisoryFeed feed, Path directory) {

    /** dependency-check keeps state of an import in static fields. */
    private static final Object BUILDING = new Object();

    private static final String HOSTED_SUPPRESSIONS =
            "/dependencycheck-hosted-suppression-snapshot.xml";

    /** The digest by which a snapshot of the feed would be known; nothing is built for it. */
    static String digest(AdvisoryFeed feed, String toolVersion) {
        return Digests.sha256(feed.digest(), toolVersion);
    }

    /**
     * Finds the snapshot in the cache or builds it there.
     *
     * @throws IOException when the cache cannot be written, or a document is not a feed; whatever
     *     was there before is untouched
     */
    static AdvisorySnapshot open(Path cache, AdvisoryFeed feed, String toolVersion)
            throws IOException {
        Path parent = cache.toAbsolutePath().resolve("advisories");
        if (parent.toString().contains(";")) {
            throw new IOException("the path of the cache must not contain a semicolon: " + parent);
        }
        Path directory = parent.resolve(digest(feed, toolVersion));
        synchronized (BUILDING) {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(parent);
                build(feed, parent, directory);
            }
        }
        return new AdvisorySnapshot(feed, directory);
    }

    /** As H2 names it: without the ending of the file. */
    Path database() {
        return directory.resolve("odc");
    }

    /** dependency-check's own list of known false matches, as of its release. */
    Path suppressions() {
        return directory.resolve("suppressions.xml");
    }

    Advisories describe(String digest) {
        return new Advisories(digest, feed.kind(), feed.updatedAt());
    }

    private static void build(AdvisoryFeed feed, Path parent, Path directory) throws IOException {
        Path aside = Files.createTempDirectory(parent, ".building-");
        try {
            fill(feed, aside);
            try (InputStream suppressions = Engine.class.getResourceAsStream(HOSTED_SUPPRESSIONS)) {
                if (suppressions == null) {
                    throw new IOException(HOSTED_SUPPRESSIONS + " is not on the class path");
                }
                Files.copy(suppressions, aside.resolve("suppressions.xml"));
            }
            publish(aside, directory);
        } finally {
            WorkDirectory.delete(aside);
        }
    }

    private static void publish(Path aside, Path directory) throws IOException {
        try {
            Files.move(aside, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
            // another process was faster; its snapshot has the same content
        }
    }

    private static void fill(AdvisoryFeed feed, Path directory) throws IOException {
        Settings settings = EngineSettings.forImport(directory);
        try (CveDB database = new CveDB(settings)) {
            database.open();
            for (AdvisoryFeed.Document document : feed.documents()) {
                read(document, database);
            }
            database.persistEcosystemCache();
            database.updateEcosystemCache();
            database.cleanupDatabase();
        } catch (DatabaseException e) {
            throw new IOException("the advisories could not be stored: " + e.getMessage(), e);
        } finally {
            settings.cleanup();
        }
    }

    private static void read(AdvisoryFeed.Document document, CveDB database) throws IOException {
        CveEcosystemMapper ecosystems = new CveEcosystemMapper();
        try (InputStream content = document.open()) {
            CveApiJson20CveItemSource items = new CveApiJson20CveItemSource(content);
            while (items.hasNext()) {
                var item = items.next();
                database.updateVulnerability(item, ecosystems.getEcosystem(item));
            }
        }
    }
}
