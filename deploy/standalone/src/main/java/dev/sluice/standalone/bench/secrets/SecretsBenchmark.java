package dev.sluice.standalone.bench.secrets;

import dev.sluice.scanners.secrets.Workbench;
import dev.sluice.standalone.bench.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run: the gate first, then what has to do with time. */
final class SecretsBenchmark {

    /** What is asked for. */
    static final double AGAINST_WHOLE_FILES = 35;

    static final double AGAINST_RIPGREP = 1.5;
    static final double AGAINST_GIT = 1.5;

    private static final double MEGABYTE = 1e6;

    private final Workbench workbench;
    private final BenchFiles files;
    private final SecretsBenchOptions options;
    private final Progress progress;
    private final SecretsReport report = new SecretsReport();

    SecretsBenchmark(
            Workbench workbench, BenchFiles files, SecretsBenchOptions options, Progress progress) {
        this.workbench = workbench;
        this.files = files;
        this.options = options;
        this.progress = progress;
    }

    /** Measures everything that can be measured here. */
    SecretsReport run(@Nullable Path repository, @Nullable Path labels)
            throws IOException, InterruptedException {
        List<byte[]> contents = files.contents();
        double megabytes = contents.stream().mapToLong(c -> c.length).sum() / MEGABYTE;
        agree(contents);
        files(contents, megabytes);
        if (repository == null) {
            report.absent("G1", "all of a history against git reading it", "no repository here");
        } else {
            history(repository);
        }
        if (labels != null) {
            labels(labels);
        }
        report.note(
                "%d rules with %d keywords; %d files, %.1f MB, from %s and from examples of rules; %d rounds, %d s of"
                        .formatted(
                                workbench.rules().size(),
                                workbench.keywords().size(),
                                contents.size(),
                                megabytes,
                                files.origin(),
                                options.rounds(),
                                options.warm().toSeconds()));
        report.note(
                "warming up for each side. Ratios are medians over the rounds, with the least and the largest.");
        report.note(Machine.describe() + ".");
        return report;
    }

    private void agree(List<byte[]> contents) throws InterruptedException {
        var agreement =
                new Agreement(workbench, contents, (long) (options.oracleMegabytes() * MEGABYTE));
        agreement.require(progress);
        report.figure(
                "S5",
                "missing of what every rule over all finds, 1, 2, 32 threads",
                "0 of %d in %.1f MB".formatted(agreement.found(), agreement.bytes() / MEGABYTE),
                "0",
                true);
    }

    private void files(List<byte[]> contents, double megabytes)
            throws IOException, InterruptedException {
        var speed = new SpeedOnFiles(workbench, files, options);
        progress.show("in memory, against keywords and then whole files");
        Ratio wholeFiles = speed.againstWholeFiles(contents);
        report.atLeast(
                "S1",
                "against gitleaks' way, same rules, same JVM",
                wholeFiles,
                AGAINST_WHOLE_FILES);
        rates(megabytes, wholeFiles);
        progress.show("from disk, against gitleaks");
        Optional<Ratio> gitleaks = speed.againstGitleaks();
        if (gitleaks.isPresent()) {
            report.atLeast(
                    "S1",
                    "against gitleaks itself, its own rules, from disk",
                    gitleaks.get(),
                    AGAINST_WHOLE_FILES);
        } else {
            report.absent("S1", "against gitleaks itself", "gitleaks is not on PATH");
        }
        progress.show("from disk, against ripgrep");
        Optional<Ratio> ripgrep = speed.againstRipgrep();
        if (ripgrep.isPresent()) {
            report.atLeast(
                    "S2",
                    "against rg -F -i -j1 with the keywords, from disk",
                    ripgrep.get(),
                    AGAINST_RIPGREP);
            rates(megabytes, ripgrep.get());
        } else {
            report.absent("S2", "against rg -F -i -j1 with the keywords", "rg is not on PATH");
        }
    }

    private void rates(double megabytes, Ratio ratio) {
        report.information(
                "  MB/s, ours and theirs",
                "%.0f and %.1f"
                        .formatted(
                                megabytes * 1e9 / ratio.second(), megabytes * 1e9 / ratio.first()));
    }

    private void history(Path repository) throws IOException, InterruptedException {
        var history = SpeedOnHistory.prepare(workbench, repository, files.root());
        progress.show("%d blobs of history, against git".formatted(history.blobs()));
        Ratio ratio = history.measure(options);
        report.atMost(
                "G1",
                "all of a history searched against git reading it, 2 threads",
                ratio,
                AGAINST_GIT);
        report.information(
                "  blobs; MB; seconds, ours and git's",
                "%d; %.0f; %.2f and %.2f"
                        .formatted(
                                history.blobs(),
                                history.bytes() / MEGABYTE,
                                ratio.first() / 1e9,
                                ratio.second() / 1e9));
    }

    private void labels(Path file) throws IOException {
        Labelled labelled = Labelled.measure(workbench, file, progress);
        report.information("recall on labelled lines", "%.3f".formatted(labelled.recall()));
        report.information("precision on labelled lines", "%.3f".formatted(labelled.precision()));
        labelled.table().forEach(report::note);
        report.note("");
    }
}
