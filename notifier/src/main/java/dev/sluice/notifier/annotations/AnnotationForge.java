package dev.sluice.notifier.annotations;

import dev.sluice.notifier.publishing.Place;
import dev.sluice.notifier.publishing.Receipt;
import dev.sluice.notifier.publishing.Reply;
import dev.sluice.notifier.report.CheckReport;
import java.util.Optional;

/**
 * A forge that shows annotations in pages. The contracts of {@link #write} and {@link #read} are
 * those of {@link dev.sluice.notifier.publishing.Exhibit}.
 */
public interface AnnotationForge {

    /** The configured instance, as events name it. */
    String instance();

    /** How many pages these annotations fill; 1 when all of them travel with the verdict. */
    int pages(CheckReport report);

    /**
     * Adds a page, counted from 1.
     *
     * @param verdict the forge's own name for the verdict, from its receipt
     */
    Reply<Receipt> write(Place place, String verdict, CheckReport report, int page);

    /** Whether that page is there; empty when it is not. */
    Reply<Optional<Receipt>> read(Place place, String verdict, int page);

    /** Whoever's budget pays for requests to this place. */
    String installation(Place place);
}
