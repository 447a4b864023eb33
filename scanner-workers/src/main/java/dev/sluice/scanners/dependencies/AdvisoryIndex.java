package dev.sluice.scanners.dependencies;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.owasp.dependencycheck.data.cpe.CpeMemoryIndex;
import org.owasp.dependencycheck.data.cpe.IndexException;
import org.owasp.dependencycheck.data.nvdcve.CveDB;
import org.owasp.dependencycheck.data.nvdcve.DatabaseException;
import org.owasp.dependencycheck.utils.Settings;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The products that a snapshot knows. dependency-check keeps its full-text index in a static field
 * and builds it anew for every engine, unless somebody holds it: this does. Only one can be open in
 * a JVM, and whoever uses it holds the lock of {@link Lookup}.
 */
final class AdvisoryIndex implements AutoCloseable {

    private final AdvisorySnapshot snapshot;
    private final Settings settings;
    private final Map<String, Set<String>> npmVendors;

    private AdvisoryIndex(
            AdvisorySnapshot snapshot, Settings settings, Map<String, Set<String>> npmVendors) {
        this.snapshot = snapshot;
        this.settings = settings;
        this.npmVendors = npmVendors;
    }

    static AdvisoryIndex open(AdvisorySnapshot snapshot) throws IOException {
        WorkDirectory work = WorkDirectory.create();
        try (work) {
            return open(snapshot, EngineSettings.forScan(snapshot, work.path()));
            // the files of the index are mapped by now and need no names any more
        } catch (DatabaseException | IndexException e) {
            throw new IOException(
                    "the advisory database cannot be read: " + snapshot.directory(), e);
        }
    }

    private static AdvisoryIndex open(AdvisorySnapshot snapshot, Settings settings)
            throws IndexException {
        CpeMemoryIndex index = loadIndexClass();
        try (CveDB database = new CveDB(settings)) {
            database.open();
            Map<String, Set<String>> npmVendors = new HashMap<>();
            for (var vendorAndProduct : database.getVendorProductListForNode()) {
                npmVendors
                        .computeIfAbsent(vendorAndProduct.getRight(), product -> new TreeSet<>())
                        .add(vendorAndProduct.getLeft());
            }
            index.open(database.getVendorProductList(), settings);
            return new AdvisoryIndex(snapshot, settings, npmVendors);
        }
    }

    boolean isOf(AdvisorySnapshot other) {
        return snapshot.directory().equals(other.directory());
    }

    /** Vendors that have a product of this very name for Node.js. */
    Set<String> npmVendors(String product) {
        return npmVendors.getOrDefault(product, Set.of());
    }

    @Override
    public void close() {
        CpeMemoryIndex.getInstance().close();
        settings.cleanup();
    }

    /**
     * Loading that class takes all handlers off the root logger and puts its own there: undo it.
     */
    private static CpeMemoryIndex loadIndexClass() {
        Logger root = Logger.getLogger("");
        Handler[] before = root.getHandlers();
        CpeMemoryIndex index = CpeMemoryIndex.getInstance();
        if (!Arrays.equals(before, root.getHandlers())) {
            SLF4JBridgeHandler.uninstall();
            for (Handler handler : before) {
                root.addHandler(handler);
            }
        }
        return index;
    }
}
