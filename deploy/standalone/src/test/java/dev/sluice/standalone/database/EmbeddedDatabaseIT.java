package dev.sluice.standalone.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    @TempDir Path directory;

    @Test
    void keepsDataAndPortOverARestart() throws Exception {
        String url;
        try (var database = new EmbeddedDatabase(directory)) {
            url = database.jdbcUrl();
            try (Connection connection = connect(database)) {
                connection.createStatement().execute("create table kept (x int)");
                connection.createStatement().execute("insert into kept values (42)");
            }
        }
        try (var database = new EmbeddedDatabase(directory);
                Connection connection = connect(database)) {
            assertThat(database.jdbcUrl()).isEqualTo(url);
            assertThat(single(connection, "select x from kept")).isEqualTo("42");
        }
    }

    @Test
    void isDurableAndLetsNobodyInWithoutThePassword() throws Exception {
        try (var database = new EmbeddedDatabase(directory)) {
            try (Connection connection = connect(database)) {
                assertThat(single(connection, "show fsync")).isEqualTo("on");
                assertThat(single(connection, "show synchronous_commit")).isEqualTo("on");
                assertThat(single(connection, "show max_connections")).isEqualTo("60");
                assertThat(single(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(single(connection, "select rolsuper from pg_roles where rolname = user"))
                        .isEqualTo("f");
            }
            for (String user : new String[] {"postgres", database.user()}) {
                assertThatThrownBy(() ->
                                DriverManager.getConnection(database.jdbcUrl(), user, "a guess"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password authentication failed");
            }
        }
        assertThat(Files.readString(directory.resolve("data/pg_hba.conf")).lines())
                .noneMatch(line -> line.matches("(local|host).*trust.*"));
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(directory.resolve("password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void stopsTheServerThatAKilledProcessLeftBehind() throws Exception {
        DatabaseProcess.start(directory).destroyForcibly().waitFor();
        long orphan = postmaster();
        assertThat(ProcessHandle.of(orphan)).isPresent();

        try (var database = new EmbeddedDatabase(directory);
                Connection connection = connect(database)) {
            assertThat(postmaster()).isNotEqualTo(orphan);
            assertThat(ProcessHandle.of(orphan)).isEmpty();
            assertThat(single(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void beginsAnewWhenTheFirstStartWasCutShort() throws Exception {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/postgresql.conf"), "");

        try (var database = new EmbeddedDatabase(directory);
                Connection connection = connect(database)) {
            assertThat(single(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void leavesAStrangerAloneThatHasTheNumberOfAnOldServer() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n");

        Orphan.stop(data);

        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    private long postmaster() throws Exception {
        return Long.parseLong(
                Files.readAllLines(directory.resolve("data/postmaster.pid")).getFirst());
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password());
    }

    private static String single(Connection connection, String query) throws SQLException {
        try (var rows = connection.createStatement().executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
