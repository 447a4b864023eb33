package dev.sluice.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void hasATimeThatADatabaseCanKeep() {
        Instant time = NOON.plusNanos(1_999);

        assertThat(event(time).time()).isEqualTo(NOON.plusNanos(1_000));
        assertThat(event(NOON).then(UUID.randomUUID(), Service.NOTIFIER, time, closed()).time())
                .isEqualTo(NOON.plusNanos(1_000));
    }

    private static Event<ChangeClosed> event(Instant time) {
        return new Event<>(
                UUID.randomUUID(), Service.INGEST, time, UUID.randomUUID(), null, null, closed());
    }

    private static ChangeClosed closed() {
        var repository = new Repository("github", 42, 7, "acme", "shop");
        return new ChangeClosed(ChangeId.proposed(repository, 1), repository, true);
    }
}
