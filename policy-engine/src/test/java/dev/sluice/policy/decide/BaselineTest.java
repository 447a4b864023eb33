package dev.sluice.policy.decide;

import static dev.sluice.policy.Facts.REPOSITORY;
import static dev.sluice.policy.Facts.described;
import static dev.sluice.policy.Facts.scan;
import static dev.sluice.policy.Facts.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.BaselineState;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.RepositoryConnected;
import dev.sluice.events.Revision;
import dev.sluice.events.Verdict;
import dev.sluice.policy.Facts;
import org.junit.jupiter.api.Test;

/** What a repository held at first contact is kept and never judged. */
class BaselineTest {

    private static final ChangePushed PUSHED = Facts.pushed();

    /** Of the very commit that is pushed later. */
    private static final Revision BASELINE =
            Revision.of(ChangeId.baseline(REPOSITORY, "main"), PUSHED.revision().headSha(), "main");

    private final Rig rig = new Rig();

    @Test
    void decidesNothingOnIt() {
        rig.take(new RepositoryConnected(BASELINE, REPOSITORY), described(BASELINE, null));
        rig.take(scan(BASELINE, "secrets", secret(BaselineState.NEW, 3)));
        rig.take(scan(BASELINE, "dependencies"));

        assertThat(rig.decided()).isEmpty();
    }

    @Test
    void decidesNothingOnItAtTheDeadlineEither() {
        rig.take(described(BASELINE, null));
        rig.take(new RepositoryConnected(BASELINE, REPOSITORY));

        rig.clock.advance(Rig.DEADLINE.plusSeconds(1));

        assertThat(rig.decided()).isEmpty();
    }

    @Test
    void keepsWhatWasFound() {
        rig.take(new RepositoryConnected(BASELINE, REPOSITORY));

        rig.take(scan(BASELINE, "secrets", secret(BaselineState.NEW, 3)));

        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void leavesAPushOfTheSameCommitToItsOwnScans() {
        rig.take(new RepositoryConnected(BASELINE, REPOSITORY), described(BASELINE, null));
        rig.take(scan(BASELINE, "secrets", secret(BaselineState.NEW, 3)));
        Revision push = PUSHED.revision();

        rig.take(PUSHED, described(push, null));
        rig.take(scan(push, "secrets", secret(BaselineState.UNCHANGED, 3)));
        rig.take(scan(push, "dependencies"));

        assertThat(rig.decided())
                .singleElement()
                .satisfies(decision -> {
                    assertThat(decision.revision()).isEqualTo(push);
                    assertThat(decision.verdict()).isEqualTo(Verdict.PASS);
                });
    }

    private int stored() {
        return rig.database.inTransaction(handle ->
                handle.createQuery("select count(*) from scan_fact where revision = :id")
                        .bind("id", BASELINE.id())
                        .mapTo(Integer.class)
                        .one());
    }
}
