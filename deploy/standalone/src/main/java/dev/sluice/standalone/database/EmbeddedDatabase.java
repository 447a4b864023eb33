package dev.sluice.standalone.database;

import dev.sluice.standalone.data.KeptPort;
import dev.sluice.standalone.data.KeptSecret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.commons.io.file.PathUtils;

/**
 * PostgreSQL 17 with one database and one role of its own, both named {@value #NAME}. Binaries,
 * data, port, password and log live in one directory.
 *
 * <p>zonky's defaults are for tests; here fsync and synchronous commits are on, and from its first
 * moment the server lets nobody in without the password.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final String NAME = "sluice";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String password;
    private final EmbeddedPostgres server;

    /**
     * Starts on this directory, which is initialised when it is empty; returns when clients can
     * connect. A server that outlived an earlier process on the same directory is stopped first.
     *
     * @throws IOException when the directory cannot be written or the server does not start
     */
    public EmbeddedDatabase(Path directory) throws IOException {
        Path home = Files.createDirectories(directory).toRealPath();
        Path data = home.resolve("data");
        Path initialised = home.resolve("initialised");
        Path passwordFile = home.resolve("password");
        if (Files.exists(data) && !Files.exists(initialised)) {
            Orphan.stop(data);
            PathUtils.deleteDirectory(data); // a first start was cut short: nothing is in there yet
        }
        password = KeptSecret.in(passwordFile).value();
        Orphan.stop(data);
        server = start(home, data, passwordFile, KeptPort.in(home.resolve("port")));
        try {
            createRoleAndDatabase();
        } catch (SQLException e) {
            server.close();
            throw new IOException("cannot prepare the embedded database: " + e.getMessage(), e);
        }
        if (!Files.exists(initialised)) {
            Files.createFile(initialised);
        }
    }

    private EmbeddedPostgres start(Path home, Path data, Path passwordFile, int port)
            throws IOException {
        Redirect log = Redirect.appendTo(home.resolve("postgres.log").toFile());
        return EmbeddedPostgres.builder()
                // Not the parent of the data: zonky deletes what looks stale in this directory.
                .setOverrideWorkingDirectory(home.resolve("binaries").toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                .setPort(port)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                // zonky hands these to initdb as they are; the last --auth counts.
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "60")
                .setConnectConfig("password", password)
                .start();
    }

    private void createRoleAndDatabase() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = '" + NAME + "'")) {
                // The password is our own hexadecimal text or the owner's: quoted all the same.
                String quoted = "'" + password.replace("'", "''") + "'";
                run(connection, "create role " + NAME + " login password " + quoted);
            }
            if (!exists(connection, "select 1 from pg_database where datname = '" + NAME + "'")) {
                run(connection, "create database " + NAME + " owner " + NAME);
            }
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** Without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + NAME;
    }

    /** Owns the database and nothing else. */
    public String user() {
        return NAME;
    }

    public String password() {
        return password;
    }

    /** Ends open transactions and stops the server; returns when it is down. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop the embedded database", e);
        }
    }
}
