package dev.sluice.scanners.dependencies;

import dev.sluice.events.AdvisoryKind;
import dev.sluice.events.Coverage;
import dev.sluice.events.DependencyCounts;
import dev.sluice.events.Finding;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.SkipReason;
import dev.sluice.events.Tool;
import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.Scanner;
import dev.sluice.scanners.spi.TreeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds known vulnerabilities in what a tree declares ({@code pom.xml}, {@code package-lock.json})
 * and bundles (archives of Java). Manifests are parsed, never run; nothing leaves the machine.
 *
 * <p>The advisories are opened when a tree first needs them. Head and baseline are looked up
 * together, each component once.
 */
public final class DependenciesScanner implements Scanner, AutoCloseable {

    static final String NAME = "dependencies";

    private final Path cache;
    private final AdvisoryFeed feed;
    private final Limits limits;
    private final String toolVersion;
    private final String snapshotDigest;

    /**
     * Makes a scanner over the bundled sample of advisories.
     *
     * @param cache where the advisory database is kept; made when needed
     */
    public DependenciesScanner(Path cache) {
        this(cache, AdvisoryFeed.sample(), Limits.DEFAULT);
    }

    DependenciesScanner(Path cache, AdvisoryFeed feed, Limits limits) {
        this.cache = cache;
        this.feed = feed;
        this.limits = limits;
        this.toolVersion = ToolVersion.read();
        this.snapshotDigest = AdvisorySnapshot.digest(feed, toolVersion);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String ruleDigest() {
        return Digests.sha256(NAME, toolVersion, Findings.FINGERPRINT, limits.toString());
    }

    @Override
    public String snapshotDigest() {
        return snapshotDigest;
    }

    @Override
    public boolean concerns(TreeFile file) {
        return InventoryReader.isCandidate(file.path());
    }

    @Override
    public ScanOutcome scan(ScanInput input) throws InterruptedException {
        List<TreeFile> head = InventoryReader.candidates(input.head());
        List<TreeFile> baseline =
                input.baseline() == null ? List.of() : InventoryReader.candidates(input.baseline());
        if (head.isEmpty() && baseline.isEmpty()) {
            return new ScanOutcome.Skipped(
                    SkipReason.NOT_APPLICABLE,
                    "no pom.xml, package-lock.json or Java archive in the tree");
        }
        try (WorkDirectory work = WorkDirectory.create()) {
            return scan(head, baseline, work);
        } catch (LookupException e) {
            return new ScanOutcome.Failed(
                    ScanFailure.INTERNAL, "dependencies could not be looked up: " + e.getMessage());
        } catch (IOException e) {
            return new ScanOutcome.Failed(
                    ScanFailure.INTERNAL,
                    "dependencies could not be read: "
                            + OneLine.of(String.valueOf(e.getMessage()), 500));
        }
    }

    private ScanOutcome scan(List<TreeFile> head, List<TreeFile> baseline, WorkDirectory work)
            throws IOException, InterruptedException, LookupException {
        InventoryReader reader =
                new InventoryReader(limits, new Archives(work.newDirectory("archives"), limits));
        Inventory headInventory = reader.read(head);
        boolean same = sameBlobs(head, baseline);
        Inventory baselineInventory = same ? headInventory : reader.read(baseline);

        Set<Component> components = new LinkedHashSet<>(headInventory.components());
        components.addAll(baselineInventory.components());
        AdvisorySnapshot snapshot = AdvisorySnapshot.open(cache, feed, toolVersion);
        Lookup.Result result = Lookup.find(snapshot, components, work.newDirectory("engine"));

        List<Finding> headFindings = Findings.of(headInventory, result);
        List<Finding> baselineFindings =
                same ? headFindings : Findings.of(baselineInventory, result);
        return new ScanOutcome.Completed(
                new Tool("OWASP dependency-check", toolVersion, ruleDigest()),
                headFindings,
                baselineFindings,
                coverage(headInventory, result),
                snapshot.describe(snapshotDigest),
                headInventory.counts());
    }

    private Coverage coverage(Inventory inventory, Lookup.Result result) {
        List<Gap> gaps = new ArrayList<>(inventory.gapsWithUnresolved());
        if (result.troubles() > 0) {
            gaps.add(
                    new Gap(
                            GapKind.LIMIT,
                            "archives that dependency-check could not make sense of",
                            result.troubles()));
        }
        DependencyCounts counts = inventory.counts();
        if (feed.kind() == AdvisoryKind.SAMPLE) {
            gaps.add(
                    new Gap(
                            GapKind.SAMPLE_ADVISORIES,
                            "dependencies compared with the bundled sample of advisories only",
                            counts.resolved()));
        }
        return new Coverage(inventory.filesRead(), inventory.bytesRead(), gaps);
    }

    private static boolean sameBlobs(List<TreeFile> left, List<TreeFile> right) {
        return blobs(left).equals(blobs(right));
    }

    private static List<String> blobs(List<TreeFile> files) {
        return files.stream().map(file -> file.blob() + " " + file.path()).toList();
    }

    /** Lets go of the index that is kept between scans; a later scan opens it again. */
    @Override
    public void close() {
        Lookup.close();
    }
}
