package dev.sluice.notifier.verdict;

import dev.sluice.notifier.publishing.Content;
import dev.sluice.notifier.publishing.Draft;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.report.ReportInput;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A forge that shows verdicts on commits. The contracts of {@link #write} and {@link #read} are
 * those of {@link dev.sluice.notifier.publishing.Exhibit}.
 */
public interface VerdictForge {

    /** The configured instance, as events name it. */
    String instance();

    /** How verdicts appear there, such as {@code github-status}. */
    String kind();

    /** Why nothing can be written at all, in one line; empty when there is no such reason. */
    Optional<String> obstacle();

    /** Whoever's budget pays for requests to this place. */
    String installation(Place place);

    /** How many writes the forge takes for one place in all. */
    int mostWrites();

    /**
     * In the forge's own words.
     *
     * @param report what longer texts are made from, for forges that show any; empty before the
     *     first decision
     */
    Draft draft(Place place, Shown shown, Supplier<Optional<ReportInput>> report);

    Reply<Receipt> write(Place place, Draft draft, @Nullable String remoteId);

    Reply<Optional<Receipt>> read(Place place, Content content, @Nullable String remoteId);
}
