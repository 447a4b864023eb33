package dev.sluice.standalone.client;

import dev.sluice.standalone.data.DataDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that speaks to a running Sluice; for {@code @Mixin}. */
public final class ServerOptions {

    private static final String LOCAL = "http://127.0.0.1:8080";

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:SLUICE_SERVER:-" + LOCAL + "}",
            description =
                    "A running Sluice (default: SLUICE_SERVER, or "
                            + LOCAL
                            + "). It is asked with the token in SLUICE_TOKEN.")
    private String server = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Data directory of a Sluice on this machine; without SLUICE_TOKEN its"
                            + " administrator's token is used (default: ~/.sluice; that of the demo is"
                            + " in ~/.sluice/demo).")
    private @Nullable Path data;

    /**
     * The Sluice that they name. Nothing is sent yet.
     *
     * @throws dev.sluice.standalone.cli.Refusal when they name none
     */
    public RunningSluice connect() {
        ServerAddress address = ServerAddress.of(server.isBlank() ? LOCAL : server);
        Path directory = data == null ? Path.of(System.getProperty("user.home"), ".sluice") : data;
        return new RunningSluice(
                address,
                Token.of(System.getenv(), address, DataDirectory.administratorToken(directory)));
    }
}
