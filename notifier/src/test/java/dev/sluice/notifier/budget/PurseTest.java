package dev.sluice.notifier.budget;

import static dev.sluice.notifier.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.notifier.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PurseTest {

    @Test
    void paysEightyContentsAMinuteAndNotOneMore() {
        Purse purse = purse(Map.of());

        assertThat(IntStream.range(0, 81).filter(_ -> purse.pay(Price.WRITE, true))).hasSize(80);
        assertThat(purse.verdictsFrom()).isEqualTo(NOON.plusSeconds(62));
        assertThat(purse.paid()).isEqualTo(new Price(400, 80));
    }

    @Test
    void keepsAFifthOfTheMinuteForVerdicts() {
        Purse purse = purse(Map.of());

        assertThat(IntStream.range(0, 81).filter(_ -> purse.pay(Price.WRITE, false))).hasSize(64);
        assertThat(purse.isClosed(false)).isTrue();
        assertThat(purse.isClosed(true)).isFalse();
        assertThat(purse.pay(Price.WRITE, true)).isTrue();
    }

    @Test
    void paysFiveHundredContentsAnHour() {
        Instant longAgo = NOON.minus(Duration.ofMinutes(30));

        assertThat(purse(Map.of(longAgo, new Price(2495, 499))).pay(Price.WRITE, true)).isTrue();
        Purse empty = purse(Map.of(longAgo, new Price(2500, 500)));
        assertThat(empty.pay(Price.WRITE, true)).isFalse();
        assertThat(empty.verdictsFrom())
                .isEqualTo(longAgo.plus(Duration.ofHours(1)).plusSeconds(2));
        assertThat(empty.pay(Price.READ, true)).as("reads create nothing").isTrue();
    }

    @Test
    void forgetsWhatLeftTheWindow() {
        Instant justGone = NOON.minus(Duration.ofHours(1)).minusSeconds(3);

        assertThat(purse(Map.of(justGone, new Price(2500, 500))).pay(Price.WRITE, true)).isTrue();
    }

    @Test
    void countsPointsOfReadsToo() {
        Purse purse = purse(Map.of(NOON.minusSeconds(1), new Price(899, 0)));

        assertThat(purse.pay(Price.WRITE, true)).isFalse();
        assertThat(purse.pay(Price.READ, true)).isTrue();
        assertThat(purse.pay(Price.READ, true)).isFalse();
    }

    @Test
    void waitsForTheResetOfTheHourlyLimit() {
        Instant reset = NOON.plus(Duration.ofMinutes(40));
        Purse purse = purse(new Purse.Primary(5000, 1, reset), 0, 0);

        assertThat(purse.pay(Price.WRITE, false)).as("a fifth is kept").isFalse();
        assertThat(purse.othersFrom()).isEqualTo(reset);
        assertThat(purse.pay(Price.WRITE, true)).isTrue();
        assertThat(purse.pay(Price.WRITE, true)).isFalse();
        assertThat(purse.verdictsFrom()).isEqualTo(reset);
    }

    @Test
    void believesNoLimitThatWasResetSince() {
        Purse purse = purse(new Purse.Primary(5000, 0, NOON.minusSeconds(1)), 0, 0);

        assertThat(purse.pay(Price.WRITE, true)).isTrue();
    }

    @Test
    void hasNoMoreThanAHundredRequestsUnderWay() {
        assertThat(purse(null, 99, 0).pay(Price.WRITE, true)).isTrue();
        Purse busy = purse(null, 100, 0);
        assertThat(busy.pay(Price.WRITE, true)).isFalse();
        assertThat(busy.verdictsFrom()).as("no time is known").isNull();
    }

    @Test
    void sendsOneRequestAtATimeIntoTrouble() {
        Purse purse = purse(null, 0, Purse.TROUBLED);

        assertThat(purse.pay(Price.WRITE, true)).isTrue();
        assertThat(purse.pay(Price.WRITE, true)).isFalse();
    }

    private static Purse purse(Map<Instant, Price> spent) {
        return new Purse("github", Settings.DEFAULT, new TreeMap<>(spent), null, 0, 0, NOON);
    }

    private static Purse purse(Purse.@Nullable Primary primary, int underWay, int troubles) {
        return new Purse("github", Settings.DEFAULT, Map.of(), primary, underWay, troubles, NOON);
    }
}
