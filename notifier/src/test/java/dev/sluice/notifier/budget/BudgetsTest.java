package dev.sluice.notifier.budget;

import static dev.sluice.notifier.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.notifier.Settings;
import dev.sluice.notifier.TestPostgres;
import dev.sluice.notifier.database.PublicationDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BudgetsTest {

    private final PublicationDatabase database = TestPostgres.empty();
    private final Budgets budgets = new Budgets(database, Settings.DEFAULT);

    @Test
    void goesOnCountingAfterARestart() {
        assertThat(pay(budgets, "acme", 100, NOON)).isEqualTo(80);

        var restarted = new Budgets(TestPostgres.again(), Settings.DEFAULT);
        assertThat(pay(restarted, "acme", 100, NOON.plusSeconds(30))).isZero();
        assertThat(pay(restarted, "acme", 100, NOON.plusSeconds(62))).isEqualTo(80);
    }

    @Test
    void countsEachInstallationApart() {
        pay(budgets, "acme", 100, NOON);

        assertThat(pay(budgets, "globex", 1, NOON)).isEqualTo(1);
    }

    @Test
    void replicasShareOneBudget() throws InterruptedException {
        var paid = new AtomicInteger();
        Runnable replica =
                () -> {
                    var own = new Budgets(TestPostgres.again(), Settings.DEFAULT);
                    for (int i = 0; i < 20; i++) {
                        paid.addAndGet(pay(own, "acme", 5, NOON));
                    }
                };
        Thread one = Thread.startVirtualThread(replica);
        Thread other = Thread.startVirtualThread(replica);
        one.join();
        other.join();

        assertThat(paid).hasValue(80);
    }

    @Test
    void pausesAMinuteAndThenLongerWhereNothingIsSaid() {
        assertThat(budgets.throttled("acme", null, NOON)).isEqualTo(NOON.plusSeconds(60));
        assertThat(budgets.throttled("acme", null, NOON)).isEqualTo(NOON.plusSeconds(120));
        for (int i = 0; i < 10; i++) {
            budgets.throttled("acme", null, NOON);
        }
        assertThat(budgets.throttled("acme", null, NOON)).isEqualTo(NOON.plus(Duration.ofHours(1)));

        budgets.answered("acme");
        assertThat(budgets.throttled("acme", null, NOON)).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void takesTheForgesWordWhereThereIsOne() {
        Instant until = NOON.plusSeconds(7);

        assertThat(budgets.throttled("acme", until, NOON)).isEqualTo(until);
    }

    @Test
    void paysBackWhatNeverArrived() {
        pay(budgets, "acme", 80, NOON);

        budgets.troubled("acme", Price.WRITE, NOON, NOON.plusSeconds(1));

        assertThat(pay(budgets, "acme", 5, NOON.plusSeconds(2))).isEqualTo(1);
    }

    private int pay(Budgets own, String installation, int times, Instant now) {
        return database.inTransaction(handle -> {
            Purse purse = own.open(handle, installation, now);
            int paid = 0;
            for (int i = 0; i < times; i++) {
                paid += purse.pay(Price.WRITE, true) ? 1 : 0;
            }
            own.close(handle, purse, now);
            return paid;
        });
    }
}
