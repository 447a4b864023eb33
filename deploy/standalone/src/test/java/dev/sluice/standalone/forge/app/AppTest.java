package dev.sluice.standalone.forge.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.forge.DoubleTest;
import dev.sluice.standalone.forge.ForgeClient;
import dev.sluice.standalone.forge.ForgeClient.Answer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AppTest extends DoubleTest {

    @Test
    void knowsAnAppByItsJwt() {
        Answer answer = client.get(jwt(), "/app");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("slug").asText()).isEqualTo("sluice");
        assertThat(answer.json().path("permissions").path("checks").asText()).isEqualTo("write");
        assertThat(answer.json().path("installations_count").asInt()).isEqualTo(1);
    }

    @Test
    void takesTheIdAsIssuerTheClientIdTooAndNothingElse() {
        assertThat(client.get(signed(claims(-60, 540, "" + app.id())), "/app").status())
                .isEqualTo(200);
        Answer stranger = client.get(signed(claims(-60, 540, "77")), "/app");
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(stranger.message()).isEqualTo("Integration not found");
    }

    @Test
    void refusesAJwtThatIsExpiredOrLivesTooLongOrWasIssuedInTheFuture() {
        assertThat(client.get(signed(claims(-600, -1, app.clientId())), "/app").message())
                .contains("('exp') must be a numeric value representing the future time");
        assertThat(client.get(signed(claims(-60, 601, app.clientId())), "/app").message())
                .contains("('exp') is too far in the future");
        assertThat(client.get(signed(claims(-60, 600, app.clientId())), "/app").status())
                .isEqualTo(200);
        assertThat(client.get(signed(claims(1, 500, app.clientId())), "/app").message())
                .contains("('iat') must be an Integer");
        assertThat(client.get(signed(claims(1, 500, app.clientId())), "/app").status())
                .isEqualTo(401);
    }

    @Test
    void refusesAJwtThatTheAppHasNotSigned() {
        var other = forge.createApp(ForgeClient.manifest("Other"));
        String claims = claims(-60, 540, app.clientId());

        assertThat(client.get(ForgeClient.jwt(other.privateKeyPem(), "RS256", claims), "/app"))
                .returns(401, Answer::status)
                .returns("A JSON web token could not be decoded", Answer::message);
        assertThat(
                        client.get(ForgeClient.jwt(app.privateKeyPem(), "HS256", claims), "/app")
                                .status())
                .isEqualTo(401);
        assertThat(client.get(jwt() + "x", "/app").status()).isEqualTo(401);
        assertThat(client.get(token, "/app").status()).isEqualTo(401);
    }

    @Test
    void aJwtOpensNoRepository() {
        assertThat(client.get(jwt(), REPO + "/pulls/1").status()).isEqualTo(401);
    }

    @Test
    void findsInstallationsByTheirIdTheirRepositoryAndTheirOwner() {
        String id = "" + installation.id();

        assertThat(client.get(jwt(), "/app/installations").json().get(0).path("id").asText())
                .isEqualTo(id);
        assertThat(client.get(jwt(), "/app/installations/" + id).status()).isEqualTo(200);
        assertThat(client.get(jwt(), REPO + "/installation").json().path("id").asText())
                .isEqualTo(id);
        assertThat(client.get(jwt(), "/orgs/acme/installation").status()).isEqualTo(200);
        assertThat(client.get(jwt(), "/orgs/other/installation").status()).isEqualTo(404);
    }

    @Test
    void aTokenLivesAnHour() {
        Answer answer = ask("{}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("expires_at").asText())
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)).toString());
        clock.advance(Duration.ofHours(1).minusSeconds(1));
        assertThat(client.get(token, REPO + "/pulls/1").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(client.get(token, REPO + "/pulls/1"))
                .returns(401, Answer::status)
                .returns("Bad credentials", Answer::message);
    }

    @Test
    void aTokenIsNarrowedToRepositoriesAndPermissions() throws IOException {
        forge.createRepository("acme", "other").commit("main", "First", java.util.Map.of("a", "b"));
        String narrow =
                token(
                        "{\"repository_ids\":[%d],\"permissions\":{\"checks\":\"read\"}}"
                                .formatted(repository.id()));

        assertThat(client.get(narrow, "/repos/acme/other").status()).isEqualTo(404);
        assertThat(client.get(narrow, REPO).status()).isEqualTo(200);
        assertThat(
                        client.get(narrow, "/installation/repositories")
                                .json()
                                .path("total_count")
                                .asInt())
                .isEqualTo(1);
        Answer refused = client.post(narrow, REPO + "/check-runs", "{}");
        assertThat(refused)
                .returns(403, Answer::status)
                .returns("Resource not accessible by integration", Answer::message);
        assertThat(refused.header("x-accepted-github-permissions")).isEqualTo("checks=write");
    }

    @Test
    void refusesATokenForMoreThanTheInstallationHas() throws IOException {
        var foreign = forge.createRepository("rivals", "secret");

        assertThat(ask("{\"permissions\":{\"administration\":\"write\"}}"))
                .returns(422, Answer::status)
                .returns(
                        "The permissions requested are not granted to this installation.",
                        Answer::message);
        assertThat(ask("{\"permissions\":{\"contents\":\"write\"}}").status()).isEqualTo(422);
        assertThat(ask("{\"permissions\":{\"checks\":\"all\"}}").status()).isEqualTo(422);
        assertThat(ask("{\"repository_ids\":[%d]}".formatted(foreign.id())).status())
                .isEqualTo(422);
    }

    @Test
    void aRemovedPermissionIsGoneFromTokensThatWereHandedOutBefore() {
        installation.removePermission("checks");

        assertThat(client.post(token, REPO + "/check-runs", "{}").status()).isEqualTo(403);
        assertThat(ask("{\"permissions\":{\"checks\":\"write\"}}").status()).isEqualTo(422);
    }

    @Test
    void aSuspendedInstallationIsTurnedAway() {
        installation.suspend();

        assertThat(ask("{}"))
                .returns(403, Answer::status)
                .returns("This installation has been suspended", Answer::message);
        assertThat(client.get(token, REPO).status()).isEqualTo(403);
        installation.unsuspend();
        assertThat(client.get(token, REPO).status()).isEqualTo(200);
    }

    @Test
    void anUninstalledAppIsForgotten() {
        installation.uninstall();

        assertThat(ask("{}").status()).isEqualTo(404);
        assertThat(client.get(token, REPO).status()).isEqualTo(401);
        assertThat(client.get(jwt(), REPO + "/installation").status()).isEqualTo(404);
    }

    @Test
    void aRepositoryThatLeftTheInstallationIsNotFound() {
        installation.leave(repository);

        assertThat(client.get(token, REPO).status()).isEqualTo(404);
    }

    @Test
    void revokedTokensAreBadCredentials() {
        forge.installationTokens().revokeAll();

        assertThat(client.get(token, REPO).status()).isEqualTo(401);
        assertThat(client.get(token("{}"), REPO).status()).isEqualTo(200);
    }

    private Answer ask(String body) {
        return client.post(
                jwt(), "/app/installations/" + installation.id() + "/access_tokens", body);
    }

    private String jwt() {
        return ForgeClient.jwt(app, clock.instant());
    }

    private String signed(String claims) {
        return ForgeClient.jwt(app.privateKeyPem(), "RS256", claims);
    }

    private String claims(int issued, int expires, String issuer) {
        long now = clock.instant().getEpochSecond();
        return "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
                .formatted(now + issued, now + expires, issuer);
    }
}
