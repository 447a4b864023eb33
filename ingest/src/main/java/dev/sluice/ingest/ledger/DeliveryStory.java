package dev.sluice.ingest.ledger;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Everything about one delivery: each time that it was accepted, the first one first. */
@Schema(description = "Everything about one delivery: each time that it was accepted.")
public record DeliveryStory(List<Chapter> acceptances) {
    public DeliveryStory {
        acceptances = List.copyOf(acceptances);
    }

    /** One acceptance with all its fates, in their order. */
    public record Chapter(DeliveryEntry delivery, List<PastFate> fates) {
        public Chapter {
            fates = List.copyOf(fates);
        }
    }
}
