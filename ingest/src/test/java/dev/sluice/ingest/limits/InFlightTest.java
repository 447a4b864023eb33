package dev.sluice.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.limits.InFlight.Full;
import dev.sluice.ingest.limits.InFlight.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight(8, 100);

    @Test
    void oneSourceGetsHalfOfThePlaces() {
        assertThat(enter("a", 4)).hasSize(4);

        assertThat(inFlight.enter("a")).isEqualTo(Full.ONE);
    }

    @Test
    void aNewcomerFindsAPlaceUntilThereIsNoneAtAll() {
        enter("a", 4);
        enter("b", 2);
        enter("c", 1);
        enter("d", 1);

        assertThat(inFlight.enter("e")).isEqualTo(Full.ALL);
    }

    @Test
    void oneSourceGetsHalfOfTheBytes() {
        Place place = place("a");

        assertThat(place.grow(50)).isEmpty();
        assertThat(place.grow(1)).contains(Full.ONE);
        assertThat(place("b").grow(25)).isEmpty();
        assertThat(place("c").grow(26)).contains(Full.ALL);
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

        assertThat(place.passTo("repository")).contains(Full.ONE);
        place.leave();
        assertThat(inFlight.bodies()).isEqualTo(4);
    }

    @Test
    void everythingIsGivenBackOnce() {
        Place place = place("a");
        place.grow(40);
        place.passTo("b");

        place.leave();
        place.leave();

        assertThat(inFlight.bodies()).isZero();
        assertThat(inFlight.bytes()).isZero();
        assertThat(enter("a", 4)).hasSize(4);
    }

    @Test
    void whatHasLeftGrowsNoMore() {
        Place place = place("a");
        place.leave();

        assertThat(place.grow(1)).isPresent();
        assertThat(inFlight.bytes()).isZero();
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
            case Full full -> throw new AssertionError("refused: " + full);
        };
    }
}
