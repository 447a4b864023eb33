package dev.sluice.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.standalone.cli.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    private static final ServerAddress HERE = ServerAddress.of("http://127.0.0.1:8080");
    private static final ServerAddress AFAR = ServerAddress.of("https://sluice.example.org");

    @TempDir private Path directory;

    @Test
    void theEnvironmentComesFirst() throws Exception {
        Path kept = Files.writeString(directory.resolve("administrator-token"), "kept\n");

        assertThat(Token.of(Map.of("SLUICE_TOKEN", " given "), HERE, kept))
                .contains(new Token("given"));
    }

    @Test
    void theKeptOneIsForThisMachineOnly() throws Exception {
        Path kept = Files.writeString(directory.resolve("administrator-token"), "kept\n");

        assertThat(Token.of(Map.of(), HERE, kept)).contains(new Token("kept"));
        assertThat(Token.of(Map.of(), AFAR, kept)).isEmpty();
    }

    @Test
    void thereMayBeNone() {
        assertThat(Token.of(Map.of(), HERE, directory.resolve("administrator-token"))).isEmpty();
    }

    @Test
    void isNotSentWhereOthersCanReadIt() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        Token.of(
                                Map.of("SLUICE_TOKEN", "given"),
                                ServerAddress.of("http://sluice.example.org"),
                                directory.resolve("administrator-token")))
                .withMessageContaining("use https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "line\nbreak", "caf\u00e9"})
    void refusesWhatCannotBeATokenWithoutShowingIt(String text) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        Token.of(
                                Map.of("SLUICE_TOKEN", text),
                                AFAR,
                                directory.resolve("administrator-token")))
                .withMessage("what is in SLUICE_TOKEN is not a token");
    }

    @Test
    void neverShowsItself() {
        assertThat(new Token("given").toString()).doesNotContain("given");
    }
}
