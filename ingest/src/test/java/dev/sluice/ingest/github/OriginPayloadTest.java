package dev.sluice.ingest.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.forge.Origin;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPayloadTest {

    @Test
    void isTheOwnerOfTheRepository() {
        assertThat(
                        origin(
                                7L,
                                """
                                {"repository": {"id": 7, "name": "shop", "owner": {"id": 8, "login": "acme"}},
                                 "organization": {"id": 9}}
                                """))
                .isEqualTo(new Origin("github/8", "github/7", "acme/shop"));
    }

    @Test
    void isTheOwnerAsOldPushesNameIt() {
        assertThat(
                        origin(
                                7L,
                                """
                                {"repository": {"id": 7, "name": "shop",
                                 "owner": {"id": 8, "login": null, "name": "acme"}}}
                                """))
                .isEqualTo(new Origin("github/8", "github/7", "acme/shop"));
    }

    @Test
    void isTheOrganisationWhereThereIsNoRepository() {
        assertThat(origin(null, "{\"organization\": {\"id\": 9, \"login\": \"acme\"}}"))
                .isEqualTo(new Origin("github/9", null, null));
    }

    @Test
    void isTheAccountThatTheAppIsInstalledIn() {
        assertThat(origin(null, "{\"installation\": {\"id\": 1, \"account\": {\"id\": 9}}}"))
                .isEqualTo(new Origin("github/9", null, null));
    }

    @Test
    void aLabelThatCouldDeceiveIsNone() {
        assertThat(
                        origin(
                                7L,
                                """
                                {"repository": {"id": 7, "name": "../x", "owner": {"id": 8, "login": "acme"}}}
                                """))
                .isEqualTo(new Origin("github/8", "github/7", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "no JSON",
                "{\"repository\": 7}",
                "{\"repository\": {\"owner\": []}}",
                "{\"repository\": {\"owner\": {\"id\": \"8\"}}}",
                "{\"repository\": {\"owner\": {\"id\": -8}}}",
                "{\"repository\": {\"owner\": {\"id\": 8.5}}}",
                "{\"repository\": {\"owner\": {\"id\": 99999999999999999999}}}",
                "{\"organization\": null, \"installation\": {\"id\": 5}}"
            })
    void isNobodyWhereNothingSaysWho(String body) {
        assertThat(origin(null, body)).isEqualTo(Origin.UNKNOWN);
    }

    @Test
    void readsForms() {
        String body = "payload=" + URLEncoder.encode("{\"organization\": {\"id\": 9}}", UTF_8);

        assertThat(origin("application/x-www-form-urlencoded", null, body))
                .isEqualTo(new Origin("github/9", null, null));
        assertThat(origin("application/x-www-form-urlencoded", null, "payload=%"))
                .isEqualTo(Origin.UNKNOWN);
    }

    private static Origin origin(@Nullable Long repositoryId, String body) {
        return origin("application/json", repositoryId, body);
    }

    private static Origin origin(String contentType, @Nullable Long repositoryId, String body) {
        return OriginPayload.origin(
                new Delivery(
                        new UUID(0, 1),
                        "github",
                        repositoryId,
                        "star",
                        "a-1",
                        contentType,
                        Instant.EPOCH,
                        null,
                        body.getBytes(UTF_8)));
    }
}
