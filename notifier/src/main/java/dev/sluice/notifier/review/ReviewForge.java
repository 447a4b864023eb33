package dev.sluice.notifier.review;

import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.report.Marker;
import java.util.Map;
import java.util.Optional;

/** A forge that shows remarks on lines of pull requests. */
public interface ReviewForge {

    /** The configured instance, as events name it. */
    String instance();

    /** Whether remarks can be written there at all. */
    boolean isAble();

    /** Whoever's budget pays for requests to this place. */
    String installation(Place place);

    /** The numbers of the remarks that we wrote, by their markers. */
    Reply<Map<Marker, Long>> ours(Place place, long number);

    /**
     * Writes a remark.
     *
     * @return its number; empty when the pull request does not show that line
     */
    Reply<Optional<Long>> post(Place place, long number, Move move);

    /** Resolves or reopens the thread of a remark, or at least says so in it. */
    Reply<Long> settle(Place place, long number, long remark, Move move);
}
