package dev.sluice.notifier.outbox;

import dev.sluice.events.wire.EventSender;
import dev.sluice.notifier.loop.WakefulLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Empties the outbox whenever something was put into it. */
@Singleton
public class OutboxLoop {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final WakefulLoop loop;

    OutboxLoop(Outbox outbox, @Channel("publications-out") MutinyEmitter<byte[]> publications) {
        var sender = new EventSender(publications);
        this.loop =
                new WakefulLoop(
                        "notifier-outbox",
                        PERIOD,
                        () -> {
                            while (outbox.sendNext(sender::send)) {}
                        });
    }

    public void wake() {
        loop.wake();
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.stop();
    }
}
