package dev.sluice.notifier.codescanning;

import dev.sluice.events.Repository;
import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Reply;
import java.util.Optional;

/** A forge that keeps a list of alerts. */
public interface CodeScanningForge {

    /** The configured instance, as events name it. */
    String instance();

    /**
     * Whether anything can be uploaded for this repository. A forge that said lately that it cannot
     * is not asked again.
     */
    boolean isAble(Repository repository);

    /** Whoever's budget pays for requests to this place. */
    String installation(Place place);

    /** Uploads a log; the forge's name for it, by which it can be asked what became of it. */
    Reply<String> upload(Place place, Upload upload);

    /** Whether an uploaded log has been taken over; unreached as long as it has not. */
    Reply<Boolean> isProcessed(Place place, String name);

    /** The name of an upload for this commit with so many results; empty when there is none. */
    Reply<Optional<String>> find(Place place, String ref, String headSha, int results);

    /**
     * What to upload.
     *
     * @param ref such as {@code refs/pull/1/head}
     */
    record Upload(String headSha, String ref, String sarif) {}
}
