package dev.sluice.ingest.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.wire.Delivery;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Payloads that are like real ones but for one or two places, which hold anything. */
class TranslationPropertiesTest {

    @Example
    void everySeedLeadsToEvents() {
        assertThat(EveryEvent.payloads())
                .allMatch(seed -> Translating.leadsToEvents(seed.delivery()));
    }

    @Property(tries = 4000, seed = "20261121")
    void whateverStandsInOnePlaceTheDeliveryEndsWell(@ForAll("damaged") Delivery delivery) {
        Translating.endsWell(delivery);
    }

    @Property(tries = 500, seed = "20261121")
    void whateverTheBodyIsTheDeliveryEndsWell(@ForAll("events") String event, @ForAll byte[] body) {
        Translating.endsWell(Payloads.delivery(event, body));
    }

    @Provide
    Arbitrary<String> events() {
        return Arbitraries.of(EveryEvent.payloads().stream().map(Payloads::event).toList());
    }

    @Provide
    Arbitrary<Delivery> damaged() {
        return Arbitraries.of(EveryEvent.payloads())
                .flatMap(seed ->
                        Damage.of(seed.tree())
                                .map(tree ->
                                        Payloads.delivery(
                                                seed.event(), tree.toString().getBytes(UTF_8))));
    }
}
