package dev.sluice.ingest.changes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Account;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeId;
import dev.sluice.events.ChangeProposed;
import dev.sluice.events.ChangePushed;
import dev.sluice.events.ChangeReason;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.Fact;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.Service;
import dev.sluice.events.Trust;
import dev.sluice.ingest.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestPostgres.class)
class ChangeIndexTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Account ADA = new Account(1, "ada");
    private static final String SHA = "a".repeat(40);
    private static final String OTHER_SHA = "b".repeat(40);
    private static final AtomicLong REPOSITORIES = new AtomicLong(1000);

    @Inject KnownChanges changes;

    private final Repository repository =
            new Repository("github", REPOSITORIES.incrementAndGet(), 8, "acme", "shop");
    private final ChangeId pull = ChangeId.proposed(repository, 3);

    @Test
    void findsAProposalByNameCommitAndRevision() {
        remember(0, proposed(pull, SHA, ChangeReason.OPENED));

        var change = new OpenChange(revision(pull, SHA), 3L, null, Trust.UNTRUSTED);
        assertThat(changes.of(pull)).contains(change);
        assertThat(changes.at(repository, SHA)).containsExactly(change);
        assertThat(changes.at(repository, change.revision().id())).contains(change);
    }

    @Test
    void findsAPushWithTheHeadBeforeIt() {
        ChangeId push = ChangeId.pushed(repository, "main");
        remember(0, new ChangePushed(revision(push, SHA), repository, OTHER_SHA, false, ADA));

        assertThat(changes.at(repository, SHA))
                .containsExactly(
                        new OpenChange(revision(push, SHA), null, OTHER_SHA, Trust.TRUSTED));
    }

    @Test
    void findsEveryProposalThatSharesACommit() {
        ChangeId second = ChangeId.proposed(repository, 4);
        remember(0, proposed(pull, SHA, ChangeReason.OPENED));
        remember(0, proposed(second, SHA, ChangeReason.OPENED));

        assertThat(changes.at(repository, SHA))
                .extracting(change -> change.revision().change())
                .containsExactly(pull, second);
    }

    @Test
    void whoClosesEverythingAtATimeFindsTheSameAgain() {
        ChangeId push = ChangeId.pushed(repository, "main");
        remember(0, proposed(pull, SHA, ChangeReason.OPENED));
        remember(0, new ChangePushed(revision(push, SHA), repository, OTHER_SHA, false, ADA));
        ChangeId merged = ChangeId.proposed(repository, 4);
        remember(0, proposed(merged, SHA, ChangeReason.OPENED));
        remember(1, new ChangeClosed(merged, repository, true));
        Instant end = NOON.plusSeconds(5 * 3600);

        assertThat(changes.openUntil(repository, end)).containsExactly(pull, push);
        remember(5, new ChangeClosed(pull, repository, false));
        assertThat(changes.openUntil(repository, end)).containsExactly(pull, push);
        remember(6, proposed(ChangeId.proposed(repository, 5), SHA, ChangeReason.OPENED));
        assertThat(changes.openUntil(repository, end)).containsExactly(pull, push);
        assertThat(changes.openUntil(repository, end.plusSeconds(1))).containsExactly(push);
    }

    @Test
    void knowsNothingOfAnotherRepository() {
        remember(0, proposed(pull, SHA, ChangeReason.OPENED));
        var other = new Repository("github", REPOSITORIES.incrementAndGet(), 8, "acme", "other");

        assertThat(changes.at(other, SHA)).isEmpty();
        assertThat(changes.at(other, revision(pull, SHA).id())).isEmpty();
    }

    @Test
    void onlyTheLatestHeadCounts() {
        remember(0, proposed(pull, SHA, ChangeReason.OPENED));
        remember(1, proposed(pull, OTHER_SHA, ChangeReason.UPDATED));

        assertThat(changes.at(repository, SHA)).isEmpty();
        assertThat(changes.at(repository, revision(pull, SHA).id())).isEmpty();
        assertThat(changes.at(repository, OTHER_SHA)).hasSize(1);
    }

    @Test
    void whatComesLateChangesNothing() {
        remember(1, proposed(pull, OTHER_SHA, ChangeReason.UPDATED));
        remember(0, proposed(pull, SHA, ChangeReason.OPENED));

        assertThat(changes.at(repository, SHA)).isEmpty();
        assertThat(changes.at(repository, OTHER_SHA)).hasSize(1);
    }

    @Test
    void forgetsAChangeThatIsClosed() {
        remember(0, proposed(pull, SHA, ChangeReason.OPENED));
        remember(1, new ChangeClosed(pull, repository, true));

        assertThat(changes.of(pull)).isEmpty();
        assertThat(changes.at(repository, SHA)).isEmpty();
    }

    @Test
    void aClosingThatComesFirstStillCloses() {
        remember(1, new ChangeClosed(pull, repository, true));
        remember(0, proposed(pull, SHA, ChangeReason.OPENED));

        assertThat(changes.of(pull)).isEmpty();
    }

    @Test
    void aLabelOnAClosedProposalDoesNotOpenItAndReopeningDoes() {
        remember(0, proposed(pull, SHA, ChangeReason.OPENED));
        remember(1, new ChangeClosed(pull, repository, false));
        remember(2, proposed(pull, SHA, ChangeReason.LABELLED));
        assertThat(changes.of(pull)).isEmpty();

        remember(3, proposed(pull, SHA, ChangeReason.REOPENED));

        assertThat(changes.of(pull)).isPresent();
    }

    private void remember(long hours, Fact fact) {
        Instant time = NOON.plusSeconds(3600 * hours);
        UUID id = DeterministicId.of(fact.toString(), time.toString());
        changes.remember(new Event<>(id, Service.INGEST, time, id, null, null, fact));
    }

    private ChangeProposed proposed(ChangeId change, String sha, ChangeReason reason) {
        return new ChangeProposed(
                revision(change, sha),
                repository,
                Long.valueOf(change.name()),
                "topic",
                9L,
                ADA,
                ADA,
                Trust.UNTRUSTED,
                reason,
                false,
                List.of());
    }

    private static Revision revision(ChangeId change, String sha) {
        return Revision.of(change, sha, "main");
    }
}
