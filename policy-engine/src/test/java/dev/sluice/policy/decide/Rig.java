package dev.sluice.policy.decide;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.DeterministicId;
import dev.sluice.events.Event;
import dev.sluice.events.EventType;
import dev.sluice.events.Fact;
import dev.sluice.events.wire.Json;
import dev.sluice.policy.Facts;
import dev.sluice.policy.MutableClock;
import dev.sluice.policy.TestPostgres;
import dev.sluice.policy.database.PolicyDatabase;
import dev.sluice.policy.sources.PolicySources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The policy engine over an empty database, without channels and with a clock that stands still.
 */
final class Rig {

    static final Duration DEADLINE = Duration.ofMinutes(5);

    final MutableClock clock = new MutableClock(Facts.NOW);
    final PolicyDatabase database = TestPostgres.empty();
    final Outbox outbox = new Outbox(database, clock);
    final List<Event<ChangeDecided>> sent = new ArrayList<>();
    final Desk desk;

    Rig() {
        this(DecideConfig.AdvisoriesSample.REFUSE);
    }

    Rig(DecideConfig.AdvisoriesSample sample) {
        this.desk = desk(sample);
    }

    static final Duration SUBMISSIONS_KEPT = Duration.ofDays(30);

    private Desk desk(DecideConfig.AdvisoriesSample sample) {
        var config =
                new DecideConfig() {
                    @Override
                    public Duration deadline() {
                        return DEADLINE;
                    }

                    @Override
                    public Duration submissionsKept() {
                        return SUBMISSIONS_KEPT;
                    }

                    @Override
                    public AdvisoriesSample advisoriesSample() {
                        return sample;
                    }
                };
        return new Desk(database, new PolicySources(Optional.empty()), config, clock);
    }

    /** Facts with the time of the clock. */
    void take(List<? extends Fact> facts) {
        facts.forEach(fact -> takeAt(clock.instant(), fact));
    }

    void take(Fact... facts) {
        take(List.of(facts));
    }

    void takeAt(Instant time, Fact fact) {
        desk.take(event(time, fact));
    }

    void sweep() {
        while (desk.decideNextDue()) {}
        while (outbox.sendSome(sent::add)) {}
    }

    /** Everything decided so far, as it was sent. */
    List<ChangeDecided> decided() {
        sweep();
        return sent.stream().map(Event::fact).toList();
    }

    static Event<Fact> event(Instant time, Fact fact) {
        String json;
        try {
            json = Json.mapper().writeValueAsString(fact);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return new Event<>(
                DeterministicId.of("test", json, time.toString()),
                EventType.of(fact).topic().producers().iterator().next(),
                time,
                DeterministicId.of("delivery", time.toString()),
                null,
                null,
                fact);
    }
}
