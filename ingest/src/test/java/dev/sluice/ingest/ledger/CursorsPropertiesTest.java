package dev.sluice.ingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.access.Reach;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CursorsPropertiesTest {

    private final Cursors cursors = new Cursors("ours");

    @Property(tries = 300, seed = "20261121")
    void isGoodForThatCallerAndThatQuestionOnly(
            @ForAll("positions") Position position,
            @ForAll("reaches") Reach reach,
            @ForAll("filters") Filter filter,
            @ForAll("reaches") Reach anotherReach,
            @ForAll("filters") Filter anotherFilter) {
        String cursor = cursors.write(position, reach, filter);
        boolean same = reach.equals(anotherReach) && filter.equals(anotherFilter);

        assertThat(cursors.read(cursor, reach, filter)).contains(position);
        assertThat(cursors.read(cursor, anotherReach, anotherFilter).isPresent()).isEqualTo(same);
        assertThat(new Cursors("theirs").read(cursor, reach, filter)).isEmpty();
    }

    @Property(tries = 300, seed = "20261121")
    void oneOtherBitMakesItNone(
            @ForAll("positions") Position position, @ForAll @IntRange(max = 319) int bit) {
        byte[] bytes =
                Base64.getUrlDecoder()
                        .decode(cursors.write(position, new Reach.Everything(), Filter.NONE));
        bytes[bit / 8] ^= (byte) (1 << bit % 8);

        assertThat(
                        cursors.read(
                                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                                new Reach.Everything(),
                                Filter.NONE))
                .isEmpty();
    }

    @Property(tries = 100, seed = "20261121")
    void anyTextIsNone(@ForAll String text) {
        assertThat(cursors.read(text, new Reach.Everything(), Filter.NONE)).isEmpty();
    }

    @Provide
    Arbitrary<Position> positions() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 4_000_000_000_000L),
                        Arbitraries.longs(),
                        Arbitraries.longs())
                .as((millis, high, low) ->
                        new Position(Instant.ofEpochMilli(millis), new UUID(high, low)));
    }

    @Provide
    Arbitrary<Reach> reaches() {
        var organisations = Arbitraries.of("github/1", "github/2").set().ofMaxSize(2);
        var repositories = Arbitraries.of("github/10", "github/11").set().ofMaxSize(2);
        return Arbitraries.oneOf(
                Arbitraries.of(new Reach.Everything()),
                Combinators.combine(organisations, repositories.optional())
                        .as((Set<String> all, Optional<Set<String>> some) ->
                                new Reach.Only(all, some)));
    }

    @Provide
    Arbitrary<Filter> filters() {
        return Combinators.combine(
                        Arbitraries.of("github/10", "acme/shop", "push").injectNull(0.3),
                        Arbitraries.of("push", "ping").injectNull(0.3),
                        Arbitraries.of(FateName.class).injectNull(0.3),
                        Arbitraries.of(Instant.EPOCH, Instant.parse("2026-11-21T10:00:00Z"))
                                .injectNull(0.3))
                .as(Filter::new);
    }
}
