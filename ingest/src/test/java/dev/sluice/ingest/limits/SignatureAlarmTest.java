package dev.sluice.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingest.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureAlarmTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final MutableClock clock = new MutableClock(START);
    private final SignatureAlarm alarm =
            new SignatureAlarm(3, 10, Duration.ofMinutes(1), 100, clock);

    @Test
    void isRaisedOnceABurst() {
        assertThat(alarm.badSignature("a")).isEmpty();
        assertThat(alarm.badSignature("a")).isEmpty();
        clock.advance(Duration.ofSeconds(5));

        assertThat(alarm.badSignature("a"))
                .contains(new SignatureAlarm.Burst("a", START, START.plusSeconds(5), 3));
        for (int i = 0; i < 1000; i++) {
            assertThat(alarm.badSignature("a")).isEmpty();
        }
    }

    @Test
    void isRaisedAgainAfterAQuietTime() {
        burst();
        clock.advance(Duration.ofSeconds(60));
        assertThat(alarm.badSignature("a")).isEmpty();
        clock.advance(Duration.ofSeconds(61));

        assertThat(alarm.badSignature("a")).isEmpty();
        assertThat(alarm.badSignature("a")).isEmpty();
        assertThat(alarm.badSignature("a")).isPresent();
    }

    @Test
    void aFewNowAndThenAreNoBurst() {
        for (int i = 0; i < 10; i++) {
            assertThat(alarm.badSignature("a")).isEmpty();
            clock.advance(Duration.ofSeconds(61));
        }
    }

    @Test
    void whatIsSpreadOverManyAddressesIsRaisedOnceABurst() {
        for (int i = 0; i < 9; i++) {
            assertThat(alarm.badSignature("address-" + i)).isEmpty();
        }
        clock.advance(Duration.ofSeconds(5));

        assertThat(alarm.badSignature("address-9"))
                .contains(
                        new SignatureAlarm.Burst(
                                SignatureAlarm.MANY_ADDRESSES, START, START.plusSeconds(5), 10));
        for (int i = 10; i < 1000; i++) {
            assertThat(alarm.badSignature("address-" + i)).isEmpty();
        }
    }

    @Test
    void aSpreadBurstEndsWithAQuietTimeToo() {
        for (int i = 0; i < 9; i++) {
            assertThat(alarm.badSignature("address-" + i)).isEmpty();
        }
        clock.advance(Duration.ofSeconds(61));

        assertThat(alarm.badSignature("address-9")).isEmpty();
    }

    /** It has its own alert; what it goes on to do is not another one. */
    @Test
    void oneLoudAddressIsNotMany() {
        burst();
        for (int i = 0; i < 1000; i++) {
            assertThat(alarm.badSignature("a")).isEmpty();
        }
        for (int i = 0; i < 7; i++) {
            assertThat(alarm.badSignature("address-" + i)).isEmpty();
        }

        assertThat(alarm.badSignature("address-7")).isPresent();
    }

    private void burst() {
        alarm.badSignature("a");
        alarm.badSignature("a");
        assertThat(alarm.badSignature("a")).isPresent();
    }
}
