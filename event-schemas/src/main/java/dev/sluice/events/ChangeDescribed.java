package dev.sluice.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a revision consists of, found out once for all scanners.
 *
 * @param baselineSha what the head is compared with: the merge base, or the previous head of a
 *     push; absent when there is none and everything counts as new
 * @param ancestors the first {@value #MAX_ANCESTORS} commits from the baseline on, it first, each
 *     followed by its first parent: where results from elsewhere may be found to compare with;
 *     absent when there is no baseline
 * @param commits how many commits lie between baseline and head
 * @param changedFiles the first {@value #MAX_FILES}
 * @param truncated whether there were more files
 * @param patchId the id of the patch as {@code git patch-id} understands it: equal for a rebase
 *     that changes nothing; absent when there is no baseline
 * @param plan the scanners that each owe one ending event
 */
public record ChangeDescribed(
        Revision revision,
        Repository repository,
        @Nullable String baselineSha,
        @Nullable List<String> ancestors,
        int commits,
        List<ChangedFile> changedFiles,
        boolean truncated,
        @Nullable String patchId,
        TrustedConfiguration configuration,
        List<String> plan)
        implements Fact {

    /** The name under which describing itself fails or is skipped, in place of a scanner's. */
    public static final String STEP = "describe";

    public static final int MAX_FILES = 5000;
    public static final int MAX_ANCESTORS = 200;

    public ChangeDescribed {
        Require.present("revision", revision);
        Require.present("repository", repository);
        if (baselineSha != null) {
            Require.sha("baselineSha", baselineSha);
        }
        if (ancestors != null) {
            ancestors = Require.list("ancestors", ancestors);
            ancestors.forEach(sha -> Require.sha("ancestors", sha));
        }
        Require.notNegative("commits", commits);
        changedFiles = Require.list("changedFiles", changedFiles);
        Require.present("configuration", configuration);
        plan = Require.list("plan", plan);
    }

    @Override
    public String subject() {
        return revision.change().value();
    }

    @Override
    public String key() {
        return revision.change().value();
    }
}
