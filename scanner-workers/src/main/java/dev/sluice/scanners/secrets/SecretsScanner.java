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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** A scanner with the usual limits. */
    public SecretsScanner(SecretRules rules, FingerprintKey key) {
        this(rules, key, ScanLimits.DEFAULT);
    }

    SecretsScanner(SecretRules rules, FingerprintKey key, ScanLimits limits) {
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
                        Integer.toString(limits.encodedDepth()));
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
        private final Gaps gaps = new Gaps();
        private long sightings;
        private long filesRead;
        private long bytesRead;

        ScanOutcome run(ScanInput input) throws UnreadableBlobException, InterruptedException {
            var head = new Findings();
            for (TreeFile file : byPath(input.head().files())) {
                FileReport report = report(file);
                head.add(file.path(), null, report.sightings());
                count(file, report);
            }
            var baseline = new Findings();
            if (input.baseline() != null) {
                for (TreeFile file : byPath(input.baseline().files())) {
                    baseline.add(file.path(), null, report(file).sightings());
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
                FileReport report = report(file);
                history.add(file.path(), commit.sha(), report.sightings());
                if (unseen) {
                    gaps.add(report, limits);
                }
            }
            FileReport report = engine.scan(commit.message().getBytes(StandardCharsets.UTF_8));
            history.add(Findings.COMMIT_MESSAGE, commit.sha(), report.sightings());
            gaps.add(report, limits);
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
            if (report == null) {
                report = engine.scan(read(file));
                memory.put(file.blob(), report);
            }
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
