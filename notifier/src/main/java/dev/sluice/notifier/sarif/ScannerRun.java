package dev.sluice.notifier.sarif;

import dev.sluice.events.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one scanner did on one revision.
 *
 * @param version of the tool; absent when it is not known
 * @param id by which code scanning tells runs apart: up to its last slash it is the category, in
 *     which a later run replaces an earlier one
 * @param successful false when it did not do what it was asked to
 * @param remarks such as what was not checked
 */
public record ScannerRun(
        String scanner,
        @Nullable String version,
        String id,
        boolean successful,
        List<Finding> findings,
        List<Remark> remarks) {

    /** How much a remark matters. */
    public enum Weight {
        NOTE,
        WARNING,
        ERROR
    }

    /** Something about the run and not about a place in the code. */
    public record Remark(Weight weight, String text) {}

    public ScannerRun {
        if (scanner.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("a run needs a scanner and an id");
        }
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
    }

    /** The category of a scanner, with what tells its runs apart behind it. */
    public static String id(String scanner, String run) {
        return "sluice/" + scanner + "/" + run;
    }
}
