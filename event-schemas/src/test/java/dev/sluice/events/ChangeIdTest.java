package dev.sluice.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeIdTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 8, "acme", "shop");

    @Test
    void namesAProposalByItsNumber() {
        var change = ChangeId.proposed(REPOSITORY, 42);

        assertThat(change).isEqualTo(new ChangeId("github/7/pull/42"));
        assertThat(change.isProposed()).isTrue();
        assertThat(change.kind()).isEqualTo(ChangeKind.PULL);
        assertThat(change.name()).isEqualTo("42");
    }

    @Test
    void namesAMergeGroupByTheBranchThatItsQueueMade() {
        var change = ChangeId.mergeGroup(REPOSITORY, "gh-readonly-queue/main/pr-42-abc");

        assertThat(change).hasToString("github/7/merge-group/gh-readonly-queue/main/pr-42-abc");
        assertThat(change.isProposed()).isTrue();
        assertThat(change.kind()).isEqualTo(ChangeKind.MERGE_GROUP);
        assertThat(change.name()).isEqualTo("gh-readonly-queue/main/pr-42-abc");
    }

    @Test
    void namesAPushByItsBranchWhateverItsName() {
        var change = ChangeId.pushed(REPOSITORY, "feature/pull/1");

        assertThat(change).hasToString("github/7/push/feature/pull/1");
        assertThat(change.isProposed()).isFalse();
        assertThat(change.kind()).isEqualTo(ChangeKind.PUSH);
    }

    @Test
    void namesABaselineByItsBranchAndNeverAsAPush() {
        var change = ChangeId.baseline(REPOSITORY, "main");

        assertThat(change).hasToString("github/7/baseline/main");
        assertThat(change).isNotEqualTo(ChangeId.pushed(REPOSITORY, "main"));
        assertThat(change.isProposed()).isFalse();
        assertThat(change.kind()).isEqualTo(ChangeKind.BASELINE);
    }

    @Test
    void readsAKindThatIsNotKnownYet() {
        var change = new ChangeId("github/7/stack/1");

        assertThat(change.isProposed()).isFalse();
        assertThat(change.kind()).isEqualTo(ChangeKind.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github",
                "github/7",
                "github/7/pull",
                "github/7/pull/",
                "github/7/pull/ ",
                "/7/pull/42",
                "github//pull/42",
                "github/7//42",
                "///"
            })
    void refusesANameWithAPartMissing(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChangeId(value))
                .withMessage(
                        "change is not forge/repository/pull/number,"
                                + " forge/repository/merge-group/branch,"
                                + " forge/repository/push/branch or"
                                + " forge/repository/baseline/branch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void refusesNoName(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChangeId(value))
                .withMessage("change is missing or empty");
    }
}
