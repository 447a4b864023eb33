package dev.sluice.notifier.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.wire.RetryableException;
import dev.sluice.notifier.TestPostgres;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PublicationDatabaseTest {

    @Test
    void asksForAnotherTryWhenTheDatabaseIsAway() {
        var nowhere = new PGSimpleDataSource();
        nowhere.setPortNumbers(new int[] {1});

        assertThatThrownBy(() ->
                        PublicationDatabase.over(nowhere)
                                .inTransaction(handle -> handle.execute("select 1")))
                .isInstanceOf(RetryableException.class)
                .hasMessage("the database did not do its work");
    }

    @Test
    void asksForAnotherTryWhenTheConnectionIsCut() {
        assertThatThrownBy(() ->
                        TestPostgres.empty()
                                .inTransaction(handle ->
                                        handle.execute(
                                                "select"
                                                        + " pg_terminate_backend(pg_backend_pid())")))
                .isInstanceOf(RetryableException.class);
    }

    @Test
    void doesNotTryAgainWhatIsWrongInItself() {
        assertThatThrownBy(() ->
                        TestPostgres.empty().inTransaction(handle -> handle.execute("selct 1")))
                .isInstanceOf(JdbiException.class);
        assertThatThrownBy(() ->
                        TestPostgres.empty()
                                .inTransaction(handle ->
                                        handle.execute("insert into change (id) values ('x')")))
                .isInstanceOf(JdbiException.class);
    }
}
