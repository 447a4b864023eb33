package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.RequestReason;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanRequested;
import dev.sluice.events.Trust;
import dev.sluice.events.WaiverRequested;
import dev.sluice.ingest.changes.OpenChange;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.Translation.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTranslatorTest {

    private static final long APP = 4711;
    private static final Repository REPOSITORY = new Repository("github", 7, 8, "acme", "shop");
    private static final String HEAD = "a".repeat(40);
    private static final Account MONA = new Account(101, "mona");
    private static final OpenChange FIRST = pull(3);
    private static final OpenChange SECOND = pull(4);

    private final CheckTranslator translator = of(OptionalLong.of(APP), FIRST);

    @Test
    void pressingRerunOnACheckAsksForTheScanOfItsChange() {
        assertThat(facts(translator.run(run("rerequested").delivery())))
                .containsExactly(
                        new ScanRequested(
                                FIRST.revision(),
                                REPOSITORY,
                                3L,
                                null,
                                Trust.UNTRUSTED,
                                MONA,
                                RequestReason.RERUN_CHECK));
    }

    @Test
    void theButtonRerunDoesTheSame() {
        assertThat(facts(translator.run(button("rerun").delivery())))
                .isEqualTo(facts(translator.run(run("rerequested").delivery())));
    }

    @Test
    void aCommitOfSeveralProposalsIsScannedForEach() {
        CheckTranslator both = of(OptionalLong.of(APP), FIRST, SECOND);

        Translation translation = both.run(run("rerequested").delivery());

        assertThat(facts(translation))
                .extracting(fact -> ((ScanRequested) fact).revision())
                .containsExactly(FIRST.revision(), SECOND.revision());
        assertThat(((Translation.Translated) translation).events())
                .extracting(Event::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void pressingRerunOnTheSuiteAsksForTheScanToo() {
        assertThat(facts(translator.suite(suite("rerequested").delivery())))
                .containsExactly(FIRST.request(REPOSITORY, MONA, RequestReason.RERUN_SUITE));
    }

    @Test
    void askingForAWaiverNamesTheDecision() {
        assertThat(facts(translator.run(button("request-waiver").delivery())))
                .containsExactly(new WaiverRequested(FIRST.revision(), REPOSITORY, 2, MONA));
    }

    @Test
    void aWaiverOfWhatIsNotDecidedIsIgnored() {
        Payloads undecided = button("request-waiver").with("/check_run/external_id", externalId(0));

        assertThat(translator.run(undecided.delivery())).isEqualTo(ignored(Reason.NOT_DECIDED));
    }

    @Test
    void aWaiverOfWhatIsOverIsIgnored() {
        assertThat(of(OptionalLong.of(APP)).run(button("request-waiver").delivery()))
                .isEqualTo(ignored(Reason.NO_OPEN_CHANGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "\"42\"",
                "\"39fe45c8-6ac8-5a21-8847-a7c317c22e45\"",
                "\"39fe45c8-6ac8-5a21-8847-a7c317c22e45/\"",
                "\"39fe45c8-6ac8-5a21-8847-a7c317c22e45/-1\"",
                "\"39fe45c8-6ac8-5a21-8847-a7c317c22e45/1/2\"",
                "\"39fe45c8-6ac8-5a21-8847-a7c317c22e45/99999999999999999999\""
            })
    void aCheckWithAnotherExternalIdIsNotOurs(String externalId) {
        assertThat(
                        translator.run(
                                run("rerequested")
                                        .with("/check_run/external_id", externalId)
                                        .delivery()))
                .isEqualTo(ignored(Reason.NOT_OURS));
        assertThat(
                        translator.run(
                                button("request-waiver")
                                        .with("/check_run/external_id", externalId)
                                        .delivery()))
                .isEqualTo(ignored(Reason.NOT_OURS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": 4712}", "{}", "null"})
    void checksOfAnotherAppAreNotOurs(String app) {
        assertThat(translator.run(run("rerequested").with("/check_run/app", app).delivery()))
                .isEqualTo(ignored(Reason.NOT_OURS));
        assertThat(translator.suite(suite("rerequested").with("/check_suite/app", app).delivery()))
                .isEqualTo(ignored(Reason.NOT_OURS));
    }

    @Test
    void withoutAConfiguredAppTheExternalIdIsEnough() {
        Payloads other = run("rerequested").with("/check_run/app/id", "1");

        assertThat(facts(of(OptionalLong.empty(), FIRST).run(other.delivery()))).hasSize(1);
    }

    @Test
    void nothingThatAnAppAsksForIsDone() {
        assertThat(translator.run(run("rerequested").byAnApp().delivery()))
                .isEqualTo(ignored(Reason.NOT_A_PERSON));
        assertThat(translator.run(button("request-waiver").byAnApp().delivery()))
                .isEqualTo(ignored(Reason.NOT_A_PERSON));
        assertThat(translator.suite(suite("rerequested").byAnApp().delivery()))
                .isEqualTo(ignored(Reason.NOT_A_PERSON));
    }

    @Test
    void aCommitThatNothingOpenIsAtIsIgnored() {
        Payloads old = run("rerequested").with("/check_run/head_sha", "\"" + "c".repeat(40) + '"');

        assertThat(translator.run(old.delivery())).isEqualTo(ignored(Reason.NO_OPEN_CHANGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"created", "completed"})
    void ourOwnChecksComingBackAreIgnored(String action) {
        assertThat(translator.run(run(action).byAnApp().delivery()))
                .isEqualTo(ignored(Reason.ACTION_NOT_USED));
        assertThat(translator.suite(suite(action).byAnApp().delivery()))
                .isEqualTo(ignored(Reason.ACTION_NOT_USED));
    }

    @Test
    void anotherButtonIsIgnored() {
        assertThat(translator.run(button("fix-it").delivery()))
                .isEqualTo(ignored(Reason.ACTION_NOT_USED));
    }

    private static CheckTranslator of(OptionalLong app, OpenChange... changes) {
        return new CheckTranslator(
                new RememberedChanges(changes), new OwnApp(app, Optional.empty()));
    }

    private static OpenChange pull(long number) {
        return new OpenChange(
                Revision.of(ChangeId.proposed(REPOSITORY, number), HEAD, "main"),
                number,
                null,
                Trust.UNTRUSTED);
    }

    private static Payloads button(String identifier) {
        return run("requested_action")
                .with("/requested_action", "{\"identifier\": \"" + identifier + "\"}");
    }

    private static Payloads run(String action) {
        return Payloads.about("check_run", "{\"action\": \"" + action + "\"}")
                .with("/check_run", "{\"head_sha\": \"" + HEAD + "\", \"app\": {\"id\": 4711}}")
                .with("/check_run/external_id", externalId(2));
    }

    private static Payloads suite(String action) {
        return Payloads.about("check_suite", "{\"action\": \"" + action + "\"}")
                .with("/check_suite", "{\"head_sha\": \"" + HEAD + "\", \"app\": {\"id\": 4711}}");
    }

    private static String externalId(long sequence) {
        return "\"" + FIRST.revision().id() + "/" + sequence + "\"";
    }

    private static Translation ignored(Reason reason) {
        return new Translation.Ignored(reason);
    }

    private static List<Fact> facts(Translation translation) {
        return ((Translation.Translated) translation)
                .events().stream().<Fact>map(Event::fact).toList();
    }
}
