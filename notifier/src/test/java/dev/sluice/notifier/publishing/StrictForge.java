package dev.sluice.notifier.publishing;

import dev.sluice.notifier.MutableClock;
import dev.sluice.notifier.report.ReportInput;
import dev.sluice.notifier.verdict.Shown;
import dev.sluice.notifier.verdict.VerdictForge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A forge in simulated time that enforces GitHub's limits: points and contents in sliding windows,
 * statuses per commit and context. What it has to refuse it counts as a violation.
 */
final class StrictForge implements VerdictForge {

    /** A status as it was accepted. */
    record Written(Place place, Content content, Instant at) {}

    /** How it fails while it is out. */
    enum Outage {
        NONE,
        REFUSES_CONNECTIONS,
        BAD_GATEWAY
    }

    private record Spent(Instant at, int points, int contents) {}

    private final MutableClock clock;
    private final Deque<Spent> spent = new ArrayDeque<>();
    private final Map<Place, Integer> perPlace = new HashMap<>();
    final List<Written> written = new ArrayList<>();
    final Map<String, Content> standing = new HashMap<>();
    int violations;
    int requests;
    Outage outage = Outage.NONE;

    StrictForge(MutableClock clock) {
        this.clock = clock;
    }

    @Override
    public String instance() {
        return "github";
    }

    @Override
    public String kind() {
        return "github-status";
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public String installation(Place place) {
        return "github";
    }

    @Override
    public int mostWrites() {
        return 1000;
    }

    @Override
    public Draft draft(Place place, Shown shown, Supplier<Optional<ReportInput>> report) {
        return Draft.of(
                shown.revision(),
                shown.sequence(),
                shown.signal().name(),
                shown.text(),
                shown.url(),
                shown.toString());
    }

    @Override
    public Reply<Receipt> write(Place place, Draft draft, @Nullable String remoteId) {
        Reply<Receipt> hindrance = hindrance(5, 1);
        if (hindrance != null) {
            return hindrance;
        }
        if (perPlace.merge(place, 1, Integer::sum) > 1000) {
            violations++;
            return new Reply.Refused<>("no more than 1000");
        }
        written.add(new Written(place, draft.content(), clock.instant()));
        standing.put(key(place), draft.content());
        return new Reply.Done<>(new Receipt(null));
    }

    @Override
    public Reply<Optional<Receipt>> read(Place place, Content content, @Nullable String remoteId) {
        Reply<Optional<Receipt>> hindrance = hindrance(1, 0);
        if (hindrance != null) {
            return hindrance;
        }
        boolean there = content.equals(standing.get(key(place)));
        return new Reply.Done<>(there ? Optional.of(new Receipt(null)) : Optional.empty());
    }

    private static String key(Place place) {
        return place.repository().key() + place.subject() + place.context();
    }

    /** Requests that fail in an outage never reach what counts, unless something was behind. */
    private <T> @Nullable Reply<T> hindrance(int points, int contents) {
        requests++;
        switch (outage) {
            case REFUSES_CONNECTIONS -> {
                return new Reply.Unreached<>("does not accept connections");
            }
            case BAD_GATEWAY, NONE -> {}
        }
        if (exceeds(points, contents)) {
            violations++;
            return new Reply.Throttled<>("too much", null);
        }
        spent.addLast(new Spent(clock.instant(), points, contents));
        return outage == Outage.BAD_GATEWAY ? new Reply.Unclear<>("trouble (502)") : null;
    }

    private boolean exceeds(int points, int contents) {
        Instant hour = clock.instant().minus(Duration.ofHours(1));
        Instant minute = clock.instant().minus(Duration.ofMinutes(1));
        while (!spent.isEmpty() && !spent.getFirst().at().isAfter(hour)) {
            spent.removeFirst();
        }
        int minutePoints = points;
        int minuteContents = contents;
        int hourContents = contents;
        for (Spent one : spent) {
            hourContents += one.contents();
            if (one.at().isAfter(minute)) {
                minutePoints += one.points();
                minuteContents += one.contents();
            }
        }
        return minutePoints > 900 || (contents > 0 && (minuteContents > 80 || hourContents > 500));
    }
}
