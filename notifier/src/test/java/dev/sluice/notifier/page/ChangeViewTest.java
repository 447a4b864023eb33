package dev.sluice.notifier.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.Revision;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.Facts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeViewTest {

    private static final Revision PROPOSAL = Facts.proposal(7, "a1", "main");
    private static final Revision PUSH = Facts.push("main", "a1");

    @Test
    void saysThatThereIsNoVerdictYet() {
        ChangeView view = view(PROPOSAL, false, false, null);

        assertThat(view.verdict()).isEqualTo("Scanning…");
        assertThat(view.tone()).isEqualTo("waiting");
        assertThat(view.note()).isNull();
    }

    @Test
    void saysThatThereWillBeNoVerdict() {
        ChangeView view = view(PROPOSAL, true, false, null);

        assertThat(view.verdict()).isEqualTo("No verdict");
        assertThat(view.note()).isEqualTo("A newer revision has taken the place of this one.");
    }

    @Test
    void namesTheChangeAsPeopleDo() {
        assertThat(view(PROPOSAL, false, false, null).change())
                .isEqualTo("Pull request #7 into main");
        assertThat(view(PUSH, false, false, null).change()).isEqualTo("Push to main");
    }

    @Test
    void asksForNothingAfterAPass() {
        ChangeView view = view(PROPOSAL, false, true, Facts.decided(PROPOSAL, 1, Verdict.PASS));

        assertThat(view.verdict()).isEqualTo("Passed");
        assertThat(view.actions()).containsExactly("Nothing. The policy allows this change.");
        assertThat(view.note()).isEqualTo("This change is closed.");
    }

    @Test
    void treatsAVerdictOfTheFutureAsOneThatCouldNotBeTold() {
        ChangeView view = view(PROPOSAL, false, false, Facts.decided(PROPOSAL, 1, Verdict.UNKNOWN));

        assertThat(view.verdict()).isEqualTo("Could not be told");
        assertThat(view.tone()).isEqualTo("indeterminate");
    }

    @Test
    void namesOnceWhatWasNotChecked() {
        ChangeView view = view(PROPOSAL, false, false, Hostile.ordinary(PROPOSAL));

        assertThat(view.gaps()).hasSize(1);
        assertThat(view.rules()).extracting(ChangeView.Rule::depth).containsExactly(0, 1, 1);
    }

    private static ChangeView view(
            Revision revision,
            boolean superseded,
            boolean closed,
            @Nullable ChangeDecided decided) {
        return ChangeView.of(
                new StoredChange(
                        revision.change(),
                        "acme/shop",
                        revision.headSha(),
                        revision.baseRef(),
                        superseded,
                        closed,
                        decided));
    }
}
