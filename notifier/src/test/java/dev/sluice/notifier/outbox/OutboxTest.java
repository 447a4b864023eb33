package dev.sluice.notifier.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.PublicationTarget;
import dev.sluice.events.Service;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.TestPostgres;
import dev.sluice.notifier.database.PublicationDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final PublicationDatabase database = TestPostgres.empty();
    private final Outbox outbox = new Outbox(database);
    private final List<Event<?>> sent = new ArrayList<>();

    @Test
    void sendsInOrderExactlyWhatWasAdded() {
        add(event(1));
        add(event(2));

        OutboxDrain.drain(outbox, sent::add);

        assertThat(sent).isEqualTo(List.of(event(1), event(2)));
    }

    @Test
    void keepsWhatTheBrokerDidNotTake() {
        add(event(1));

        assertThatThrownBy(() ->
                        outbox.sendNext(_ -> {
                            throw new RetryableException("no broker", Duration.ZERO);
                        }))
                .isInstanceOf(RetryableException.class);
        OutboxDrain.drain(outbox, sent::add);

        assertThat(sent).isEqualTo(List.of(event(1)));
    }

    @Test
    void addsTheSameEventOnce() {
        add(event(1));
        add(event(1));

        OutboxDrain.drain(outbox, sent::add);

        assertThat(sent).hasSize(1);
    }

    @Test
    void onlyOneReplicaSendsAtATime() {
        add(event(1));

        var other = new Outbox(TestPostgres.again());
        outbox.sendNext(event -> {
            sent.add(event);
            assertThat(other.sendNext(sent::add)).isFalse();
        });

        assertThat(sent).hasSize(1);
    }

    private void add(Event<?> event) {
        database.inTransaction(handle -> {
            outbox.add(handle, event);
            return true;
        });
    }

    private static Event<?> event(long sequence) {
        return new Event<>(
                DeterministicId.of("event", Long.toString(sequence)),
                Service.NOTIFIER,
                Facts.NOON,
                Facts.CORRELATION,
                DeterministicId.of("cause"),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                new PublicationDelivered(
                        Facts.proposal(1, "a1", "main"),
                        Facts.SHOP,
                        new PublicationTarget("github-status", Facts.sha("a1"), "sluice/main"),
                        sequence,
                        "success",
                        "No new findings",
                        null));
    }
}
