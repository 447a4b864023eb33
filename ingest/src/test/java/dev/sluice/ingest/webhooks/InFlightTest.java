package dev.sluice.ingest.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.forge.Refusal;
import dev.sluice.ingest.webhooks.InFlight.Full;
import dev.sluice.ingest.webhooks.InFlight.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final Full TOO_MUCH = new Full(Refusal.TOO_MUCH_AT_ONCE);
    private static final Full BUSY = new Full(Refusal.BUSY);

    private final InFlight inFlight = new InFlight(8, 100);

    @Test
    void oneSourceGetsHalfOfThePlaces() {
        assertThat(enter("a", 4)).hasSize(4);

        assertThat(inFlight.enter("a")).isEqualTo(TOO_MUCH);
    }

    @Test
    void aNewcomerFindsAPlaceUntilThereIsNoneAtAll() {
        enter("a", 4);
        enter("b", 2);
        enter("c", 1);
        enter("d", 1);

        assertThat(inFlight.enter("e")).isEqualTo(BUSY);
    }

    @Test
    void oneSourceGetsHalfOfTheBytes() {
        Place place = place("a");

        assertThat(place.grow(50)).isEmpty();
        assertThat(place.grow(1)).contains(Refusal.TOO_MUCH_AT_ONCE);
        assertThat(place("b").grow(25)).isEmpty();
        assertThat(place("c").grow(26)).contains(Refusal.BUSY);
    }

    @Test
    void whatProvesToBeSomebodysNoLongerCountsForItsAddress() {
        for (Place place : enter("address", 4)) {
            assertThat(place.passTo("repository-" + place.hashCode())).isEmpty();
        }

        assertThat(inFlight.enter("address")).isInstanceOf(Place.class);
    }

    @Test
    void aRepositoryGetsNoMoreThanAnAddress() {
        enter("repository", 4);
        Place place = place("address");

        assertThat(place.passTo("repository")).contains(Refusal.TOO_MUCH_AT_ONCE);
        place.leave();
        assertThat(inFlight.deliveries()).isEqualTo(4);
    }

    @Test
    void everythingIsGivenBackOnce() {
        Place place = place("a");
        place.grow(40);
        place.passTo("b");

        place.leave();
        place.leave();

        assertThat(inFlight.deliveries()).isZero();
        assertThat(inFlight.bytes()).isZero();
        assertThat(enter("a", 4)).hasSize(4);
    }

    private List<Place> enter(String source, int times) {
        var places = new ArrayList<Place>();
        for (int i = 0; i < times; i++) {
            places.add(place(source));
        }
        return places;
    }

    private Place place(String source) {
        return switch (inFlight.enter(source)) {
            case Place place -> place;
            case Full(Refusal refusal) -> throw new AssertionError("refused: " + refusal);
        };
    }
}
