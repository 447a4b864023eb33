package dev.sluice.ingest.github.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.ChangeProposed;
import dev.sluice.ingest.github.Damage;
import dev.sluice.ingest.github.Translating;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class ListedPullPropertiesTest {

    @Property(tries = 100, seed = "20261121")
    void theChangeThatAWebhookTellsOfIsTheOneThatIsListed(
            @ForAll @LongRange(min = 1, max = (1L << 53) - 1) long number,
            @ForAll @LongRange(min = 1, max = 0xfffffffffffL) long sha) {
        ObjectNode json = Listed.pull().put("number", number);
        json.withObject("/head").put("sha", "%040x".formatted(sha));
        ListedPull pull = ListedPull.of(json, Listed.REPOSITORY).orElseThrow();

        assertThat(Translating.events("pull_request", pull.webhook(null)))
                .extracting(event -> ((ChangeProposed) event.fact()).revision())
                .containsExactly(pull.revision());
    }

    @Property(tries = 500, seed = "20261121")
    void whateverStandsInOnePlaceItEndsWell(@ForAll("damaged") ObjectNode json) {
        ListedPull.of(json, Listed.REPOSITORY)
                .ifPresent(pull -> {
                    byte[] webhook = pull.webhook(null);

                    Translating.endsWell("pull_request", webhook);
                    assertThat(new String(webhook, UTF_8))
                            .doesNotContain("Say hello", "A secret plan");
                });
    }

    @Provide
    Arbitrary<ObjectNode> damaged() {
        return Damage.of(Listed.pull());
    }
}
