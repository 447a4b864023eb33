package dev.sluice.policy.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.wire.RetryableException;
import dev.sluice.policy.TestPostgres;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class PolicyDatabaseTest {

    private final PolicyDatabase database = TestPostgres.empty();

    @Test
    void asksToTryAgainWhenNobodyListens() {
        var nobody = new PGSimpleDataSource();
        nobody.setPortNumbers(new int[] {1});
        assertThatThrownBy(
                        () -> PolicyDatabase.over(nobody).inTransaction(h -> h.execute("select 1")))
                .isInstanceOf(RetryableException.class);
    }

    @Test
    void asksToTryAgainWhenTheConnectionIsCut() {
        assertThatThrownBy(() ->
                        database.inTransaction(h ->
                                h.execute("select pg_terminate_backend(" + "pg_backend_pid())")))
                .isInstanceOf(RetryableException.class);
    }

    @ParameterizedTest
    @CsvSource({"40001, true", "40P01, true", "53300, true", "25006, true", "22001, false"})
    void tellsTroubleThatPassesFromMistakes(String state, boolean passes) {
        String raise = "do $$ begin raise sqlstate '%s'; end $$".formatted(state);
        assertThatThrownBy(() -> database.inTransaction(h -> h.execute(raise)))
                .isInstanceOf(passes ? RetryableException.class : JdbiException.class);
    }

    @Test
    void takesAnEmptyPoolForTroubleThatPasses() {
        assertThat(PolicyDatabase.isTransient(null)).isTrue();
    }
}
