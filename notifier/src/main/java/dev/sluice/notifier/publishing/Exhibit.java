package dev.sluice.notifier.publishing;

import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.notifier.budget.Price;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One kind of thing that is shown on forges: verdicts on commits, comments on changes. It says what
 * should stand where and knows how to write it and how to find it again; when to do which is
 * decided here, for all kinds alike. Every bean of this type takes part.
 *
 * <p>{@link #write} and {@link #read} block, at most for the time that requests are configured to
 * take, outside any transaction, and never throw for what a forge or a network does.
 */
public interface Exhibit {

    /** By which its places are stored; short, and never changed. */
    String kind();

    /** The most that a content of this kind can be worth. */
    Worth worth();

    /**
     * Where something may have to change when something was said about this revision; empty when
     * this kind shows nothing about it. It is asked before anybody knows what there is to show.
     */
    List<Place> places(Repository repository, Revision revision);

    /**
     * What should stand there, from our own tables and no other source. It is asked in the very
     * transaction in which a write is begun, so that nothing is written that was overtaken.
     *
     * @param handle of that transaction; only to be read from
     */
    Wish wish(Handle handle, Sight sight, Instant now);

    /** The kind of target as events name it, such as {@code github-status}. */
    String shownAs(Place place);

    /** Why nothing can be written there at all, in one line; empty when there is no such reason. */
    Optional<String> obstacle(Place place);

    /**
     * The name of whoever's budget pays for requests to this place: the forge for a token, the
     * organisation for an App.
     */
    String installation(Place place);

    /** What one {@link #write} costs; more than one request where it has to look first. */
    default Price price() {
        return Price.WRITE;
    }

    /**
     * Shows this at that place, in the stead of whatever was shown there before.
     *
     * @param remoteId from the last receipt for this place; absent before the first
     */
    Reply<Receipt> write(Place place, Draft draft, @Nullable String remoteId);

    /**
     * Finds out whether this content stands there, after a write of which nobody knows what became;
     * empty when it does not.
     *
     * @param remoteId from the last receipt for this place, which was not the write in question
     */
    Reply<Optional<Receipt>> read(Place place, Content content, @Nullable String remoteId);
}
