package dev.sluice.notifier.github;

import static dev.sluice.notifier.Facts.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppKeyTest {

    @TempDir private Path directory;

    @Test
    void signsWithAKeyAsGitHubWritesIt() throws Exception {
        assertThat(isSignedBy(AppKeys.ONE, AppKey.of(AppKeys.pkcs1(AppKeys.ONE)))).isTrue();
    }

    @Test
    void signsWithAKeyAsOthersWriteIt() throws Exception {
        assertThat(isSignedBy(AppKeys.ONE, AppKey.of(AppKeys.pkcs8(AppKeys.ONE)))).isTrue();
        assertThat(isSignedBy(AppKeys.OTHER, AppKey.of(AppKeys.pkcs8(AppKeys.ONE)))).isFalse();
    }

    @Test
    void saysWhoItIsForTenMinutesAtMost() {
        String[] parts = parts(AppKey.of(AppKeys.pkcs1(AppKeys.ONE)));
        long noon = NOON.getEpochSecond();

        assertThat(decoded(parts[0])).isEqualTo("{\"alg\":\"RS256\"}");
        assertThat(decoded(parts[1]))
                .isEqualTo(
                        "{\"iss\":\"Iv1.client\",\"iat\":%d,\"exp\":%d}"
                                .formatted(noon - 60, noon + 540));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "canary",
                "-----BEGIN PUBLIC KEY-----\ncanary\n-----END PUBLIC KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\ncanary\n-----END ENCRYPTED PRIVATE KEY-----"
            })
    void refusesWhatIsNoKeyWithoutQuotingIt(String pem) {
        Path file = AppKeys.write(directory.resolve("app.pem"), pem, NOON);

        assertThatThrownBy(() -> new AppKeyFile(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("SLUICE_GITHUB_APP_KEY_FILE: " + file + " is ")
                .hasMessageNotContaining("canary")
                .hasMessageNotContaining("\n")
                .hasNoCause();
    }

    @Test
    void refusesAKeyThatIsTooShort() {
        String pem = AppKeys.pkcs8(AppKeys.generate(1024));

        assertThatThrownBy(() -> AppKey.of(pem)).hasMessageContaining("2048 bits");
    }

    @Test
    void refusesAFileThatEverybodyCanRead() throws IOException {
        Path file = AppKeys.write(directory.resolve("app.pem"), AppKeys.pkcs1(AppKeys.ONE), NOON);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> new AppKeyFile(file))
                .hasMessage(
                        "SLUICE_GITHUB_APP_KEY_FILE: %s can be read by everybody; run: chmod 600 %s"
                                .formatted(file, file));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Path file = directory.resolve("none.pem");

        assertThatThrownBy(() -> new AppKeyFile(file))
                .hasMessage("SLUICE_GITHUB_APP_KEY_FILE: " + file + " cannot be read");
    }

    @Test
    void takesTheNewKeyWhenTheFileChanges() throws Exception {
        Path file = AppKeys.write(directory.resolve("app.pem"), AppKeys.pkcs1(AppKeys.ONE), NOON);
        var keys = new AppKeyFile(file);

        AppKeys.write(file, AppKeys.pkcs1(AppKeys.OTHER), NOON.plusSeconds(1));

        assertThat(isSignedBy(AppKeys.OTHER, keys.current())).isTrue();
    }

    @Test
    void keepsTheOldKeyWhenTheNewOneIsBroken() throws Exception {
        Path file = AppKeys.write(directory.resolve("app.pem"), AppKeys.pkcs1(AppKeys.ONE), NOON);
        var keys = new AppKeyFile(file);

        AppKeys.write(file, "half a key", NOON.plusSeconds(1));
        assertThat(isSignedBy(AppKeys.ONE, keys.current())).isTrue();

        Files.delete(file);
        assertThat(isSignedBy(AppKeys.ONE, keys.current())).isTrue();
    }

    @Test
    void showsNothingOfTheKey() {
        AppKey key = AppKey.of(AppKeys.pkcs1(AppKeys.ONE));

        assertThat(List.of(key.toString(), key.statement("1", NOON).toString()))
                .containsExactly("AppKey[hidden]", "Token[hidden]");
    }

    private static boolean isSignedBy(KeyPair keys, AppKey key) throws Exception {
        String[] parts = parts(key);
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    private static String[] parts(AppKey key) {
        return key.statement("Iv1.client", NOON).value().split("\\.", -1);
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
