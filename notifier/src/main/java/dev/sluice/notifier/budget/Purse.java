package dev.sluice.notifier.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one installation has spent and may still spend. It looks at no clock and no table: whoever
 * opens it says what time it is, and stores what was paid.
 */
public final class Purse {

    /** So many troubles in a row, and one request at a time finds out whether they are over. */
    static final int TROUBLED = 3;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final String installation;
    private final BudgetConfig config;
    private final List<Window> forVerdicts;
    private final List<Window> forOthers;
    private final TreeMap<Instant, Price> spent;
    private final Instant now;
    private final boolean troubled;
    private int underWay;
    private @Nullable Primary primary;
    private Price paid = new Price(0, 0);
    private @Nullable Instant verdictsFrom;
    private @Nullable Instant othersFrom;

    /**
     * GitHub's hourly limit on all requests, as it last told.
     *
     * @param left how many are left
     */
    record Primary(int limit, int left, Instant reset) {}

    Purse(
            String installation,
            BudgetConfig config,
            Map<Instant, Price> spent,
            @Nullable Primary primary,
            int underWay,
            int troubles,
            Instant now) {
        this.installation = installation;
        this.config = config;
        this.spent = new TreeMap<>(spent);
        this.primary = primary;
        this.underWay = underWay;
        this.troubled = troubles >= TROUBLED;
        this.now = now;
        var points = Window.of(MINUTE, config.pointsPerMinute(), Price::points);
        var minute = Window.of(MINUTE, config.contentsPerMinute(), Price::contents);
        var hour = Window.of(Duration.ofHours(1), config.contentsPerHour(), Price::contents);
        this.forVerdicts = List.of(points, minute, hour);
        this.forOthers =
                List.of(
                        points.without(config.headroomPercent()),
                        minute.without(config.headroomPercent()),
                        hour.without(config.hourlyHeadroomPercent()));
    }

    String installation() {
        return installation;
    }

    /** Whether it is already known that nothing of this sort can be paid now. */
    public boolean isClosed(boolean verdict) {
        return isBusy() || (verdict ? verdictsFrom : othersFrom) != null;
    }

    private boolean isBusy() {
        return underWay >= (troubled ? 1 : config.concurrent());
    }

    /**
     * Pays, if that is possible now.
     *
     * @param verdict whether people wait for it, so that the headroom may be used
     */
    public boolean pay(Price price, boolean verdict) {
        if (isBusy()) {
            return false;
        }
        Instant at = earliest(price, verdict);
        if (at.isAfter(now)) {
            othersFrom = later(othersFrom, verdict ? earliest(price, false) : at);
            verdictsFrom = verdict ? later(verdictsFrom, at) : verdictsFrom;
            return false;
        }
        spent.merge(now.truncatedTo(ChronoUnit.SECONDS), price, Price::plus);
        paid = paid.plus(price);
        underWay++;
        primary =
                primary == null
                        ? null
                        : new Primary(primary.limit(), primary.left() - 1, primary.reset());
        return true;
    }

    private Instant earliest(Price price, boolean verdict) {
        Collection<Window> windows = verdict ? forVerdicts : forOthers;
        Instant at =
                windows.stream()
                        .map(window -> window.earliest(spent, price, now))
                        .max(Comparator.naturalOrder())
                        .orElse(now);
        return primary == null || primary.reset().isBefore(at) || hasLeft(primary, verdict)
                ? at
                : primary.reset();
    }

    private boolean hasLeft(Primary known, boolean verdict) {
        int held = verdict ? 0 : known.limit() * config.headroomPercent() / 100;
        return known.left() > held;
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    Price paid() {
        return paid;
    }

    @Nullable Instant verdictsFrom() {
        return verdictsFrom;
    }

    @Nullable Instant othersFrom() {
        return othersFrom;
    }
}
