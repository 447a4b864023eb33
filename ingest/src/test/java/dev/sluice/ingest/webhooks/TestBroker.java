package dev.sluice.ingest.webhooks;

import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.smallrye.reactive.messaging.providers.helpers.MultiUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.apache.kafka.common.errors.TimeoutException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/** A broker that takes, refuses or keeps quiet as told, and remembers what it was given. */
@ApplicationScoped
@Connector("test-broker")
public class TestBroker implements OutboundConnector {

    public enum Mood {
        TAKES,
        REFUSES,
        IS_SILENT
    }

    private final List<Message<?>> given = new CopyOnWriteArrayList<>();
    private final Queue<Message<?>> unanswered = new ConcurrentLinkedQueue<>();
    private volatile Mood mood = Mood.TAKES;

    @Override
    public Flow.Subscriber<? extends Message<?>> getSubscriber(Config config) {
        return MultiUtils.via((Multi<Message<?>> messages) -> messages.onItem().invoke(this::take));
    }

    private void take(Message<?> message) {
        given.add(message);
        switch (mood) {
            case TAKES -> message.ack();
            case REFUSES -> message.nack(new TimeoutException("no broker"));
            case IS_SILENT -> unanswered.add(message);
        }
    }

    public void reset() {
        answerLate();
        mood = Mood.TAKES;
        given.clear();
    }

    public void becomes(Mood other) {
        mood = other;
    }

    public void answerLate() {
        for (Message<?> message = unanswered.poll(); message != null; message = unanswered.poll()) {
            message.ack();
        }
    }

    public List<Message<?>> given() {
        return given;
    }
}
