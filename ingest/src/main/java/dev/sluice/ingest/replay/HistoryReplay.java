package dev.sluice.ingest.replay;

import dev.sluice.events.ActRecorded;
import dev.sluice.events.wire.DeliveryHistory;
import dev.sluice.events.wire.RetryableException;
import dev.sluice.ingest.access.Access;
import dev.sluice.ingest.audit.AuditTrail;
import dev.sluice.ingest.translation.Translator;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/** Runs replays of history, one at a time, beside everything else. */
@Singleton
class HistoryReplay {

    private static final Logger LOG = Logger.getLogger(HistoryReplay.class);

    private final RunTable table;
    private final AuditTrail audit;
    private final Translator translator;
    private final ReplayConfig config;
    private final DeliveryHistory history;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    HistoryReplay(
            RunTable table,
            AuditTrail audit,
            Translator translator,
            ReplayConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.table = table;
        this.audit = audit;
        this.translator = translator;
        this.config = config;
        this.history = new DeliveryHistory(kafka);
    }

    /**
     * Begins a replay, or says which one runs.
     *
     * @throws RetryableException when database or broker are away; then nothing has begun
     */
    RunTable.Begun begin(Access.Grant grant, Request request) {
        UUID id = UUID.randomUUID();
        RunTable.Begun begun = table.begin(id, request, grant.caller());
        if (begun.now()) {
            try {
                writeDown(id, grant.caller(), request);
            } catch (RuntimeException e) { // what is not written down is not done
                table.end(id, Counts.NONE, "failed", "it could not be written down");
                throw e;
            }
            var replay =
                    new Replaying(
                            id,
                            request,
                            grant.reach(),
                            translator,
                            table,
                            config,
                            Clock.systemUTC());
            running.add(Thread.ofVirtual().name("replay-" + id).start(() -> run(replay)));
        }
        return begun;
    }

    private void writeDown(UUID id, String caller, Request request) {
        if (!request.dryRun()) {
            String of = request.repository() == null ? "all repositories" : request.repository();
            audit.write(
                    id,
                    id,
                    new ActRecorded(
                            caller,
                            "deliveries.replayed",
                            "deliveries of " + of + " since " + request.since(),
                            null,
                            null));
        }
    }

    private void run(Replaying replay) {
        try {
            history.read(replay.request().since(), replay);
            replay.end("done", null);
        } catch (InterruptedException | InterruptException stopping) {
            Thread.currentThread().interrupt();
        } catch (RetryableException e) {
            LOG.warnf(e, "the replay of deliveries %s ended early", replay.id());
            replay.end("failed", e.getMessage() + "; start it again");
        } catch (RuntimeException e) {
            LOG.errorf(e, "the replay of deliveries %s ended early", replay.id());
            replay.end("failed", "unexpected " + e.getClass().getSimpleName());
        } finally {
            running.remove(Thread.currentThread());
        }
    }

    /** It is known as interrupted when nothing is heard of it any more. */
    void stop(@Observes ShutdownEvent event) {
        running.forEach(Thread::interrupt);
    }
}
