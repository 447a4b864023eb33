package dev.sluice.ingest.deadletters;

import dev.sluice.events.ActRecorded;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.ReplayRequested;
import dev.sluice.events.Service;
import dev.sluice.events.Topic;
import dev.sluice.events.wire.EventSender;
import dev.sluice.ingest.access.Access;
import dev.sluice.ingest.audit.AuditTrail;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What people do about dead letters. Each act is written down before it is done, and done once: the
 * letter is locked meanwhile, and a second attempt finds it done. A crash in between repeats it
 * under the same id.
 */
@Singleton
class Decisions {

    private static final Set<String> READERS =
            Arrays.stream(Service.values())
                    .map(service -> "sluice." + service.source().substring("/sluice/".length()))
                    .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> TOPICS =
            Arrays.stream(Topic.values())
                    .filter(topic -> topic != Topic.DEAD_LETTERS && topic != Topic.REPLAYS)
                    .map(Topic::topicName)
                    .collect(Collectors.toUnmodifiableSet());

    private final LetterTable table;
    private final AuditTrail audit;
    private final EventSender sender;
    private final Clock clock;

    @Inject
    Decisions(
            LetterTable table,
            AuditTrail audit,
            @Channel("replays-out") MutinyEmitter<byte[]> emitter) {
        this(table, audit, new EventSender(emitter), Clock.systemUTC());
    }

    Decisions(LetterTable table, AuditTrail audit, EventSender sender, Clock clock) {
        this.table = table;
        this.audit = audit;
        this.sender = sender;
        this.clock = clock;
    }

    /** Asks its reader to read it again; empty when there is no such letter. */
    Optional<Decided> replay(Access.Grant grant, UUID id) {
        return table.deciding(
                grant.reach(),
                id,
                (letter, decision) ->
                        switch (letter.state()) {
                            case OPEN -> replay(grant.caller(), letter, decision);
                            case REPLAYED -> new Decided.Before(letter);
                            case DROPPED ->
                                    new Decided.Impossible(
                                            "The letter was dropped by "
                                                    + letter.statusBy()
                                                    + "; what is dropped is not replayed.");
                        });
    }

    private Decided replay(String caller, Letter letter, LetterTable.Decision decision) {
        if (!TOPICS.contains(letter.topic()) || !READERS.contains(letter.reader())) {
            return new Decided.Impossible(
                    "The letter does not say which service could not handle which record; drop it.");
        }
        Instant now = clock.instant();
        write("dead-letter.replayed", caller, letter, null);
        sender.send(
                new Event<>(
                        id("replay", letter),
                        Service.INGEST,
                        now,
                        correlationId(letter),
                        null,
                        null,
                        new ReplayRequested(
                                letter.id(),
                                letter.reader(),
                                letter.topic(),
                                letter.partition(),
                                letter.offsets(),
                                letter.organisation())));
        return new Decided.Done(decision.note(LetterStatus.REPLAYED, now, caller, null));
    }

    /** Gives it up; empty when there is no such letter. */
    Optional<Decided> drop(Access.Grant grant, UUID id, String reason) {
        return table.deciding(
                grant.reach(),
                id,
                (letter, decision) -> {
                    if (letter.state() == LetterStatus.DROPPED) {
                        return new Decided.Before(letter);
                    }
                    write("dead-letter.dropped", grant.caller(), letter, reason);
                    return new Decided.Done(
                            decision.note(
                                    LetterStatus.DROPPED, clock.instant(), grant.caller(), reason));
                });
    }

    private void write(String action, String caller, Letter letter, @Nullable String reason) {
        audit.write(
                id(action, letter),
                correlationId(letter),
                new ActRecorded(
                        caller, action, letter.id().toString(), letter.organisation(), reason));
    }

    /** The same for the same failure: done twice it is one act. */
    private static UUID id(String what, Letter letter) {
        return DeterministicId.of(what, letter.id().toString(), String.valueOf(letter.attempts()));
    }

    /** The record's own where it is one, so that a trace of it shows the replay. */
    private static UUID correlationId(Letter letter) {
        try {
            return UUID.fromString(String.valueOf(letter.correlationId()));
        } catch (IllegalArgumentException notOne) {
            return letter.id();
        }
    }
}
