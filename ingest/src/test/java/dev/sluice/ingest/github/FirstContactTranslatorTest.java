package dev.sluice.ingest.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ChangeId;
import dev.sluice.events.Repository;
import dev.sluice.events.RepositoryConnected;
import dev.sluice.events.Revision;
import dev.sluice.ingest.forge.RaisedDelivery;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.Translation.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstContactTranslatorTest {

    private static final Repository SHOP = new Repository("github", 7, 8, "acme", "shop");
    private static final String HEAD = "1".repeat(40);

    private final Payloads found =
            Payloads.about(FirstContactTranslator.EVENT, "{\"head\": \"" + HEAD + "\"}")
                    .with("/repository/default_branch", "\"main\"");

    @Test
    void thePingOfARepositorysWebhookMeetsIt() {
        assertThat(FirstContactTranslator.ping(Payloads.about("ping", "{}").delivery()))
                .isEqualTo(new Translation.Met(List.of(SHOP)));
    }

    @Test
    void thePingOfAnOrganisationsWebhookIsAProbe() {
        Payloads ping = Payloads.about("ping", "{}").without("/repository");

        assertThat(FirstContactTranslator.ping(ping.delivery()))
                .isEqualTo(new Translation.Ignored(Reason.PROBE));
    }

    @Test
    void whatTheReconcilerFoundOnTheDefaultBranchIsConnected() {
        var raised =
                RaisedDelivery.of(
                        SHOP,
                        FirstContactTranslator.EVENT,
                        Payloads.ACCEPTED,
                        found.tree().toString().getBytes(UTF_8),
                        SHOP.key());

        var translation = (Translation.Translated) FirstContactTranslator.found(raised);

        assertThat(translation.events())
                .singleElement()
                .satisfies(event ->
                        assertThat(event.fact())
                                .isEqualTo(
                                        new RepositoryConnected(
                                                Revision.of(
                                                        ChangeId.baseline(SHOP, "main"),
                                                        HEAD,
                                                        "main"),
                                                SHOP)));
    }

    @Test
    void nobodyElseSaysWhatABranchHolds() {
        assertThat(FirstContactTranslator.found(found.delivery()))
                .isEqualTo(new Translation.Ignored(Reason.EVENT_NOT_USED));
    }
}
