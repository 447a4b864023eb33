package dev.sluice.scanners.secrets;

import dev.sluice.events.Coverage;
import dev.sluice.events.GapKind;
import dev.sluice.events.ScanFailure;
import dev.sluice.events.Tool;
import dev.sluice.scanners.spi.RangeCommit;
import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.Scanner;
import dev.sluice.scanners.spi.TreeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in the head, in the baseline, and in what the commits between brought and took away
 * again, messages included. Each content is looked at once, wherever it occurs.
 */
public final class SecretsScanner implements Scanner {

    static final String NAME = "secrets";

    private final Engine engine;
    private final ScanLimits limits;
    private final BlobMemory memory;
    private final String ruleDigest;
    private final @Nullable BlobStore store;

    /** A scanner with the usual limits that keeps what it found in memory alone. */
    public SecretsScanner(SecretRules rules, FingerprintKey key) {
        this(rules, key, ScanLimits.DEFAULT, null);
    }

    /**
     * A scanner with the usual limits.
     *
     * @param results a directory in which it keeps what it found, and nobody anything else
     */
    public SecretsScanner(SecretRules rules, FingerprintKey key, Path results) {
        this(rules, key, ScanLimits.DEFAULT, results);
    }

    SecretsScanner(SecretRules rules, FingerprintKey key, ScanLimits limits) {
        this(rules, key, limits, null);
    }

    SecretsScanner(
            SecretRules rules, FingerprintKey key, ScanLimits limits, @Nullable Path results) {
        this.engine = new Engine(rules.list(), key, limits);
        this.limits = limits;
        this.memory = new BlobMemory(limits.rememberedBlobs());
        this.ruleDigest =
                Sha256.ofParts(
                        NAME,
                        Engine.VERSION,
                        rules.digest(),
                        key.id(),
                        Integer.toString(limits.fileBytes()),
                        Integer.toString(limits.sightingsPerFile()),
                        Integer.toString(limits.sightingsPerScan()),
                        Integer.toString(limits.encodedDepth()),
                        Integer.toString(limits.archiveDepth()));
        this.store = results == null ? null : BlobStore.below(results, ruleDigest, rules.list());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String ruleDigest() {
        return ruleDigest;
    }

    @Override
    public String snapshotDigest() {
        return "";
    }

    @Override
    public ScanOutcome scan(ScanInput input) throws InterruptedException {
        try {
            return new Scan().run(input);
        } catch (UnreadableBlobException e) {
            return new ScanOutcome.Failed(
                    ScanFailure.MALFORMED,
                    "object " + e.blob + " cannot be read from the repository");
        }
    }

    /** One scan: what was seen so far, and what of it counts as coverage. */
    private final class Scan {
        private final Map<String, FileReport> reports = new HashMap<>();
        private final Map<String, FileName> names = new HashMap<>();
        private final Gaps gaps = new Gaps();
        private long sightings;
        private long filesRead;
        private long bytesRead;

        ScanOutcome run(ScanInput input) throws UnreadableBlobException, InterruptedException {
            var head = new Findings();
            for (TreeFile file : byPath(input.head().files())) {
                count(file, add(file, null, head));
            }
            var baseline = new Findings();
            if (input.baseline() != null) {
                for (TreeFile file : byPath(input.baseline().files())) {
                    add(file, null, baseline);
                }
            }
            var history = new Findings();
            for (RangeCommit commit : input.commits()) {
                addCommit(commit, history);
            }
            history.removeAll(head);
            history.removeAll(baseline);

            var all = new ArrayList<>(head.list());
            all.addAll(history.list());
            return new ScanOutcome.Completed(
                    new Tool(NAME, Engine.VERSION, ruleDigest),
                    all,
                    baseline.list(),
                    new Coverage(filesRead, bytesRead, gaps.list()),
                    null,
                    null);
        }

        private void addCommit(RangeCommit commit, Findings history)
                throws UnreadableBlobException, InterruptedException {
            for (TreeFile file : byPath(commit.files())) {
                boolean unseen = !reports.containsKey(file.blob());
                FileReport report = add(file, commit.sha(), history);
                if (unseen) {
                    gaps.add(report, limits);
                }
            }
            FileReport report = engine.scan(commit.message().getBytes(StandardCharsets.UTF_8));
            history.add(Findings.COMMIT_MESSAGE, commit.sha(), report.sightings());
            gaps.add(report, limits);
        }

        private FileReport add(TreeFile file, @Nullable String commit, Findings findings)
                throws UnreadableBlobException, InterruptedException {
            FileReport report = report(file);
            FileName name = names.computeIfAbsent(file.path(), engine::name);
            findings.addName(name.shown(), commit, name.sightings());
            findings.add(name.shown(), commit, report.sightings());
            return report;
        }

        private void count(TreeFile file, FileReport report) {
            gaps.add(report, limits);
            if (report.unopened() != GapKind.SIZE) {
                filesRead++;
                bytesRead += file.size();
            }
        }

        private FileReport report(TreeFile file)
                throws UnreadableBlobException, InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            FileReport report = reports.get(file.blob());
            if (report == null) {
                report = look(file);
                sightings += report.sightings().size();
                if (sightings > limits.sightingsPerScan()) {
                    report = report.unlisted();
                }
                reports.put(file.blob(), report);
            }
            return report;
        }

        private FileReport look(TreeFile file) throws UnreadableBlobException {
            if (file.size() > limits.fileBytes()) {
                return FileReport.TOO_LARGE;
            }
            FileReport report = memory.get(file.blob());
            if (report == null && store != null) {
                report = store.get(file.blob());
            }
            if (report == null) {
                report = engine.scan(read(file));
                if (store != null) {
                    store.put(file.blob(), report);
                }
            }
            memory.put(file.blob(), report);
            return report;
        }

        private byte[] read(TreeFile file) throws UnreadableBlobException {
            try {
                return file.read(limits.fileBytes());
            } catch (IOException e) {
                throw new UnreadableBlobException(file.blob(), e);
            }
        }

        private static List<TreeFile> byPath(List<TreeFile> files) {
            return files.stream().sorted(Comparator.comparing(TreeFile::path)).toList();
        }
    }

    private static final class UnreadableBlobException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String blob;

        UnreadableBlobException(String blob, IOException cause) {
            super(cause);
            this.blob = blob;
        }
    }
}
