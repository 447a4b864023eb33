package dev.sluice.scanners.revision;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.ChangedFile;
import dev.sluice.events.Gap;
import dev.sluice.events.Revision;
import dev.sluice.scanners.git.BrokenRepositoryException;
import dev.sluice.scanners.git.CommitRange;
import dev.sluice.scanners.git.Difference;
import dev.sluice.scanners.git.IgnoreRules;
import dev.sluice.scanners.git.ListedTree;
import dev.sluice.scanners.git.RepositoryView;
import dev.sluice.scanners.git.UnreadableRevisionException;
import dev.sluice.scanners.spi.ScanInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a revision consists of, for the others and for scanners.
 *
 * @param gaps what the input leaves out
 */
record Description(ChangeDescribed fact, ScanInput input, List<Gap> gaps) {

    static Description of(RepositoryView repository, ScanRequest request, List<String> plan)
            throws UnreadableRevisionException, BrokenRepositoryException, InterruptedException {
        Revision revision = request.assignment().revision();
        String head = revision.headSha();
        TrustedFiles trusted =
                TrustedFiles.read(
                        repository, request.configurationRef(), request.configurationSha());
        Compared compared = compared(repository, request.baseline(), head, trusted.ignore());
        ListedTree tree = repository.tree(head, trusted.ignore());
        Difference difference = repository.difference(compared.baseline(), head);
        List<ChangedFile> files =
                Parts.firstOf(
                        difference.files(),
                        ChangeDescribed.MAX_FILES,
                        Objects.requireNonNullElse(trusted.configuration().policy(), ""));
        var fact =
                new ChangeDescribed(
                        revision,
                        request.assignment().repository(),
                        compared.baseline(),
                        compared.baseline() == null
                                ? null
                                : repository.ancestors(
                                        compared.baseline(), ChangeDescribed.MAX_ANCESTORS),
                        compared.range().count(),
                        files,
                        difference.truncated() || files.size() < difference.files().size(),
                        difference.patchId(),
                        trusted.configuration(),
                        plan);
        var input =
                new ScanInput(
                        tree.tree(),
                        compared.baseline() == null
                                ? null
                                : repository.tree(compared.baseline(), trusted.ignore()).tree(),
                        compared.range().commits());
        var gaps = new ArrayList<>(tree.gaps());
        gaps.addAll(compared.range().gaps());
        return new Description(fact, input, List.copyOf(gaps));
    }

    private record Compared(@Nullable String baseline, CommitRange range) {}

    private static Compared compared(
            RepositoryView repository, BaselineRule rule, String head, IgnoreRules ignore)
            throws UnreadableRevisionException, BrokenRepositoryException, InterruptedException {
        return switch (rule) {
            case BaselineRule.None() -> new Compared(null, CommitRange.EMPTY);
            case BaselineRule.MergeBase(String target) ->
                    new Compared(
                            repository.mergeBase(head, target),
                            repository.range(target, head, ignore));
            case BaselineRule.Previous(String sha) when sha != null && repository.hasCommit(sha) ->
                    new Compared(sha, repository.range(sha, head, ignore));
            case BaselineRule.Previous(_) ->
                    new Compared(null, repository.range(null, head, ignore));
        };
    }
}
