package dev.sluice.notifier.comment;

import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.report.Marker;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A forge that shows comments on pull requests. */
public interface CommentForge {

    /** The configured instance, as events name it. */
    String instance();

    /** Whether comments can be written there at all. */
    boolean isAble();

    /** Whoever's budget pays for requests to this place. */
    String installation(Place place);

    /**
     * Edits the comment, or writes it when there is none with this marker that we wrote.
     *
     * @param remoteId from the last receipt; absent when there is none or it was lost
     */
    Reply<Receipt> write(
            Place place, long number, Marker marker, String body, @Nullable String remoteId);

    /** The comment that we wrote with this marker; empty when there is none. */
    Reply<Optional<Written>> read(
            Place place, long number, Marker marker, @Nullable String remoteId);

    /** A comment as it stands there. */
    record Written(String body, Receipt receipt) {}
}
