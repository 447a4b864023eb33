package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Permission;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.Translation.Reason;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of events as such, whatever they say. */
class EveryEventTest {

    private static final Set<String> CODE = Set.of("push", "pull_request", "merge_group");

    private final GitHub github =
            new GitHub(
                    TestSecrets.of(TestSecrets.SECRET, null),
                    TestSecrets.configOfApp(4711, "sluice"),
                    new RememberedChanges(EveryEvent.OPEN),
                    (repository, account) -> Permission.WRITE);

    @ParameterizedTest
    @CsvSource({
        "code_scanning_alert, OTHER_SCANNER",
        "secret_scanning_alert, OTHER_SCANNER",
        "installation_target, IDENTITY_KEPT",
        "star, EVENT_NOT_USED",
        "brand_new_event, EVENT_NOT_USED"
    })
    void thatIsNotUsedHasAReason(String event, Reason reason) {
        assertThat(github.translate(Payloads.about(event, "{\"action\": \"created\"}").delivery()))
                .isEqualTo(new Translation.Ignored(reason));
    }

    @ParameterizedTest
    @MethodSource("dev.sluice.ingest.github.EveryEvent#payloads")
    void ofOurOwnAppIsDroppedUnlessItBringsCode(Payloads payload) {
        Translation translation = github.translate(payload.byAnApp().delivery());

        if (CODE.contains(payload.event())) {
            assertThat(translation).isInstanceOf(Translation.Translated.class);
        } else {
            assertThat(translation).isEqualTo(new Translation.Ignored(Reason.OWN_APP));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.sluice.ingest.github.EveryEvent#payloads")
    void whoseRepositoryIsNullIsIgnored(Payloads payload) {
        boolean ofInstallation = payload.event().startsWith("installation");

        Translation translation = github.translate(payload.ofNoRepository());

        assertThat(translation.equals(new Translation.Ignored(Reason.NO_REPOSITORY)))
                .isNotEqualTo(ofInstallation);
    }

    @Test
    void thatIsAFormIsTheSameAsItsJson() {
        for (Payloads payload : EveryEvent.payloads()) {
            assertThat(github.translate(payload.asAForm()))
                    .isEqualTo(github.translate(payload.delivery()));
        }
    }
}
