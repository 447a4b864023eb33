package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Account;
import dev.sluice.events.Permission;
import dev.sluice.events.Repository;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TestApi.class)
class GitHubPermissionsTest {

    private static final Repository REPOSITORY = new Repository("github", 7, 8, "acme", "shop");
    private static final Account MONA = new Account(101, "mona");
    private static final int ATTEMPTS = 3;

    @Inject Permissions permissions;

    @Inject CircuitBreakerMaintenance breakers;

    @BeforeEach
    void closeTheBreaker() {
        breakers.resetAll();
    }

    @ParameterizedTest
    @CsvSource({
        "admin, admin, ADMIN",
        "write, maintain, WRITE",
        "write, write, WRITE",
        "write, deployers, WRITE",
        "read, maintainers, READ",
        "read, triage, READ",
        "read, read, READ",
        "none, none, NONE",
        "owner, owner, UNKNOWN"
    })
    void takesTheForgesWordForIt(String permission, String role, Permission expected) {
        TestApi.current().says(200, answer(permission, role, 101));

        assertThat(permissions.of(REPOSITORY, MONA)).isEqualTo(expected);
        assertThat(TestApi.current().asked())
                .containsExactly(
                        new TestApi.Asked(
                                "/repos/acme/shop/collaborators/mona/permission",
                                "Bearer " + TestApi.TOKEN));
    }

    @Test
    void anAnswerAboutAnotherAccountIsNone() {
        TestApi.current().says(200, answer("admin", "admin", 102));

        assertThat(permissions.of(REPOSITORY, MONA)).isEqualTo(Permission.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "<html>", "[]", "{}", "{\"permission\": \"admin\"}"})
    void anAnswerThatCannotBeReadIsNone(String body) {
        TestApi.current().says(200, body);

        assertThat(permissions.of(REPOSITORY, MONA)).isEqualTo(Permission.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 403, 404})
    void aRefusalIsTakenAtOnceAndNeverFollowed(int status) {
        TestApi.current().says(status, "");

        assertThat(permissions.of(REPOSITORY, MONA)).isEqualTo(Permission.UNKNOWN);
        assertThat(TestApi.current().asked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void troubleIsTriedAgainAFewTimes(int status) {
        TestApi.current().says(status, "");

        assertThat(permissions.of(REPOSITORY, MONA)).isEqualTo(Permission.UNKNOWN);
        assertThat(TestApi.current().asked()).hasSize(ATTEMPTS);
    }

    @Test
    void whereGitHubIsAwayItIsLeftAlone() {
        TestApi.current().says(503, "");
        permissions.of(REPOSITORY, MONA);
        permissions.of(REPOSITORY, MONA);
        TestApi.current().says(200, answer("admin", "admin", 101));

        assertThat(permissions.of(REPOSITORY, MONA)).isEqualTo(Permission.UNKNOWN);
        assertThat(TestApi.current().asked()).isEmpty();
    }

    private static String answer(String permission, String role, long id) {
        return """
        {"permission": "%s", "role_name": "%s", "user": {"id": %d, "login": "mona"}}
        """
                .formatted(permission, role, id);
    }
}
