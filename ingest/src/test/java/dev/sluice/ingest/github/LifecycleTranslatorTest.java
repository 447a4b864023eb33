package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.Trust;
import dev.sluice.ingest.changes.OpenChange;
import dev.sluice.ingest.forge.Translation;
import dev.sluice.ingest.forge.Translation.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleTranslatorTest {

    private static final Repository SHOP = new Repository("github", 7, 8, "acme", "shop");
    private static final Repository TILL = new Repository("github", 9, 8, "acme", "till");
    private static final Repository OTHER = new Repository("github", 77, 8, "acme", "other");

    private final LifecycleTranslator translator =
            new LifecycleTranslator(
                    new RememberedChanges(open(SHOP, 1), open(TILL, 2), open(OTHER, 3)),
                    new OwnApp(OptionalLong.of(4711), Optional.empty()));

    @Test
    void withARepositoryEverythingThatWasOpenThereIsClosed() {
        Translation translation = translator.repository(repository("deleted").delivery());

        assertThat(facts(translation))
                .isEqualTo(List.of(new ChangeClosed(ChangeId.proposed(SHOP, 1), SHOP, false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "renamed",
                "transferred",
                "edited",
                "archived",
                "unarchived",
                "publicized",
                "privatized"
            })
    void whateverElseBecomesOfItItIsTheSame(String action) {
        assertThat(translator.repository(repository(action).delivery()))
                .isEqualTo(new Translation.Ignored(Reason.IDENTITY_KEPT));
    }

    @Test
    void aRepositoryThatIsNewHasNothingYet() {
        assertThat(translator.repository(repository("created").delivery()))
                .isEqualTo(new Translation.Ignored(Reason.ACTION_NOT_USED));
    }

    @Test
    void whoInstallsTheAppIsMet() {
        assertThat(translator.installation(installation("created").delivery()))
                .isEqualTo(new Translation.Met(List.of(SHOP, TILL)));
    }

    @Test
    void soAreRepositoriesThatArePutIntoIt() {
        Payloads added =
                installation("added")
                        .without("/repositories")
                        .with("/repositories_added", "[{\"id\": 9, \"name\": \"till\"}]")
                        .with("/repositories_removed", "[]");

        assertThat(translator.installationRepositories(added.delivery()))
                .isEqualTo(new Translation.Met(List.of(TILL)));
    }

    @Test
    void theInstallingOfAnotherAppSaysNothing() {
        Payloads other = installation("created").with("/installation/app_id", "1");

        assertThat(translator.installation(other.delivery()))
                .isEqualTo(new Translation.Ignored(Reason.NOT_OURS));
    }

    @Test
    void whoUninstallsTheAppIsNotLookedAtAnyMore() {
        Translation translation = translator.installation(installation("deleted").delivery());

        assertThat(facts(translation))
                .containsExactly(
                        new ChangeClosed(ChangeId.proposed(SHOP, 1), SHOP, false),
                        new ChangeClosed(ChangeId.proposed(TILL, 2), TILL, false));
    }

    @Test
    void norAreRepositoriesThatAreTakenFromIt() {
        Payloads removed =
                installation("removed")
                        .without("/repositories")
                        .with("/repositories_added", "[]")
                        .with("/repositories_removed", "[{\"id\": 9, \"name\": \"till\"}]");

        assertThat(facts(translator.installationRepositories(removed.delivery())))
                .isEqualTo(List.of(new ChangeClosed(ChangeId.proposed(TILL, 2), TILL, false)));
    }

    @Test
    void theUninstallingOfAnotherAppSaysNothing() {
        Payloads other = installation("deleted").with("/installation/app_id", "1");

        assertThat(translator.installation(other.delivery()))
                .isEqualTo(new Translation.Ignored(Reason.NOT_OURS));
    }

    @Test
    void whereNothingWasOpenNothingIsClosed() {
        Payloads empty = installation("deleted").with("/repositories", "[]");

        assertThat(translator.installation(empty.delivery()))
                .isEqualTo(new Translation.Ignored(Reason.NO_OPEN_CHANGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspend", "unsuspend", "new_permissions_accepted"})
    void permissionsAreAskedForAnewEachTime(String action) {
        assertThat(translator.installation(installation(action).delivery()))
                .isEqualTo(new Translation.Ignored(Reason.PERMISSIONS_CHANGED));
    }

    private static List<Fact> facts(Translation translation) {
        return ((Translation.Translated) translation)
                .events().stream().map(Event::fact).map(Fact.class::cast).toList();
    }

    private static OpenChange open(Repository repository, long number) {
        return new OpenChange(
                Revision.of(ChangeId.proposed(repository, number), "a".repeat(40), "main"),
                number,
                null,
                Trust.TRUSTED);
    }

    private static Payloads repository(String action) {
        return Payloads.about("repository", "{\"action\": \"" + action + "\"}");
    }

    private static Payloads installation(String action) {
        return Payloads.of(
                "installation",
                """
                {"action": "%s",
                 "installation": {"id": 5, "app_id": 4711,
                                  "account": {"id": 8, "login": "acme"}},
                 "repositories": [{"id": 7, "name": "shop"}, {"id": 9, "name": "till"}],
                 "sender": {"id": 101, "login": "mona", "type": "User"}}
                """
                        .formatted(action));
    }
}
