package dev.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class EventSenderTest {

    private final Event<?> event = Example.of(EventType.CHANGE_CLOSED).event();
    private final List<Message<?>> sent = new ArrayList<>();

    @Test
    void sendsAndReturnsWhenTheBrokerHasAcknowledged() {
        sender(Uni.createFrom().voidItem()).send(event);

        assertThat(sent)
                .singleElement()
                .satisfies(message ->
                        assertThat(message.getPayload())
                                .isEqualTo(EventWriter.record(event).value()));
    }

    @Test
    void asksForAnotherAttemptWhenTheBrokerDoesNotAcknowledge() {
        for (var failure : List.of(new TimeoutException("late"), new NetworkException("gone"))) {
            assertThatExceptionOfType(RetryableException.class)
                    .isThrownBy(() -> sender(Uni.createFrom().failure(failure)).send(event))
                    .withMessage("the broker did not acknowledge dev.sluice.change.closed.v1")
                    .withCause(failure);
        }
    }

    @Test
    void givesUpOnARecordThatTheBrokerWillNeverTake() {
        var failure = new RecordTooLargeException("max.message.bytes is 100000");

        assertThatExceptionOfType(RecordTooLargeException.class)
                .isThrownBy(() -> sender(Uni.createFrom().failure(failure)).send(event));
    }

    @SuppressWarnings("unchecked")
    private EventSender sender(Uni<Void> outcome) {
        return new EventSender(
                (MutinyEmitter<byte[]>)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {MutinyEmitter.class},
                                (_, method, arguments) -> {
                                    assertThat(method.getName()).isEqualTo("sendMessage");
                                    sent.add((Message<?>) arguments[0]);
                                    return outcome;
                                }));
    }
}
