package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.events.Account;
import dev.sluice.events.Permission;
import dev.sluice.events.Repository;
import dev.sluice.ingest.StartRefusedException;
import dev.sluice.ingest.githubapp.GitHubAppConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a GitHub that believes a statement by signature and time, and a token it has given. */
class PermissionsByAppTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 8, "acme", "shop");
    private static final Account MONA = new Account(101, "mona");
    private static final KeyPair KEYS = keys();

    @TempDir Path directory;

    private final ObjectMapper json = new ObjectMapper();
    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile boolean installed = true;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksWithATokenForTheMetadataOfTheRepository() {
        Permissions permissions = permissions(config(KEYS));

        assertThat(permissions.of(REPOSITORY, MONA)).isEqualTo(Permission.WRITE);
        assertThat(permissions.of(REPOSITORY, MONA)).isEqualTo(Permission.WRITE);
        assertThat(asked)
                .containsExactly(
                        "/repos/acme/shop/installation",
                        "/app/installations/77/access_tokens",
                        "/repos/acme/shop/collaborators/mona/permission",
                        "/repos/acme/shop/collaborators/mona/permission");
    }

    @Test
    void takesAnotherTokenOnceWhenTheFirstIsNoLongerTaken() {
        Permissions permissions = permissions(config(KEYS));
        permissions.of(REPOSITORY, MONA);
        given.clear();

        assertThat(permissions.of(REPOSITORY, MONA)).isEqualTo(Permission.WRITE);
        assertThat(asked).filteredOn(path -> path.endsWith("/access_tokens")).hasSize(2);
    }

    @Test
    void obeysNobodyWhereTheAppIsNotInstalled() {
        installed = false;

        assertThat(permissions(config(KEYS)).of(REPOSITORY, MONA)).isEqualTo(Permission.UNKNOWN);
    }

    @Test
    void obeysNobodyWithTheKeyOfAnotherApp() {
        assertThat(permissions(config(keys())).of(REPOSITORY, MONA)).isEqualTo(Permission.UNKNOWN);
    }

    @Test
    void keepsItsTokenOutOfWhatIsPrinted() {
        assertThat(new ReadTokens.Fixed(Optional.of("canary")).toString()).doesNotContain("canary");
    }

    @Test
    void refusesToStartWithAKeyThatCannotBeUsed() throws IOException {
        Path broken = write("canary");
        assertRefused(App.of("1", broken), "is not a private RSA key in PEM");
        assertRefused(App.of(null, broken), "SLUICE_GITHUB_APP_ID is not");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(App.of("1", broken), "run: chmod 600 " + broken);
    }

    @Test
    void needsNoKeyToKnowItsOwnChecks() {
        assertThat(permissions(App.of("1", null)).of(REPOSITORY, MONA))
                .isEqualTo(Permission.UNKNOWN);
        assertThat(asked).isEmpty();
    }

    private void assertRefused(GitHubAppConfig app, String reason) {
        assertThatThrownBy(() -> permissions(app))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("canary");
    }

    private Permissions permissions(GitHubAppConfig app) {
        return new GitHubPermissions(new Server(url()), app, new GitHubApi());
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private GitHubAppConfig config(KeyPair keys) {
        return App.of(
                "1234",
                write(
                        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                                .formatted(
                                        Base64.getMimeEncoder()
                                                .encodeToString(keys.getPrivate().getEncoded()))));
    }

    private Path write(String pem) {
        try {
            Path file = Files.writeString(directory.resolve("app.pem"), pem);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return file;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String who = exchange.getRequestHeaders().getFirst("Authorization").substring(7);
        JsonNode body = json.readTree(exchange.getRequestBody().readAllBytes());
        asked.add(path);
        if (path.endsWith("/permission")) {
            send(
                    exchange,
                    given.contains(who) ? 200 : 401,
                    "{\"permission\":\"write\",\"user\":{\"id\":101,\"login\":\"mona\"}}");
        } else if (!isSigned(who)) {
            send(exchange, 401, "{}");
        } else if (path.endsWith("/installation")) {
            send(exchange, installed ? 200 : 404, "{\"id\":77}");
        } else {
            give(exchange, body);
        }
    }

    private void give(HttpExchange exchange, JsonNode body) throws IOException {
        JsonNode wanted =
                json.readTree("{\"repository_ids\":[7],\"permissions\":{\"metadata\":\"read\"}}");
        String token = "ghs_" + asked.size();
        given.add(token);
        String end = Clock.systemUTC().instant().plus(Duration.ofHours(1)).toString();
        send(
                exchange,
                wanted.equals(body) ? 201 : 422,
                "{\"token\":\"%s\",\"expires_at\":\"%s\"}".formatted(token, end));
    }

    private boolean isSigned(String statement) throws IOException {
        try {
            String[] parts = statement.split("\\.", -1);
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(KEYS.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            JsonNode claims = json.readTree(Base64.getUrlDecoder().decode(parts[1]));
            long now = Clock.systemUTC().instant().getEpochSecond();
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                    && "1234".equals(claims.path("iss").asText())
                    && claims.path("iat").asLong(Long.MAX_VALUE) <= now
                    && claims.path("exp").asLong() > now
                    && claims.path("exp").asLong() <= now + 600;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** An App as configured. */
    private record App(Optional<String> id, Optional<String> clientId, Optional<Path> keyFile)
            implements GitHubAppConfig {

        static App of(@Nullable String id, @Nullable Path keyFile) {
            return new App(Optional.ofNullable(id), Optional.empty(), Optional.ofNullable(keyFile));
        }
    }

    /** GitHub as configured. */
    private record Server(URI apiUrl) implements GitHubConfig {

        @Override
        public Optional<String> webhookSecrets() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> webhookSecretsFile() {
            return Optional.empty();
        }

        @Override
        public Duration webhookSecretsGrace() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration webhookSecretsReload() {
            return Duration.ofSeconds(5);
        }

        @Override
        public OptionalLong appId() {
            return OptionalLong.empty();
        }

        @Override
        public Optional<String> appSlug() {
            return Optional.empty();
        }

        @Override
        public Optional<String> token() {
            return Optional.empty();
        }

        @Override
        public Optional<Set<String>> allowPrivateHosts() {
            return Optional.of(Set.of("127.0.0.1"));
        }
    }
}
