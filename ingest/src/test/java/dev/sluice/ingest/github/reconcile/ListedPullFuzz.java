package dev.sluice.ingest.github.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.events.wire.Json;
import dev.sluice.ingest.github.Translating;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** One pull request of a list. */
class ListedPullFuzz {

    static Stream<byte[]> seeds() {
        return Stream.of(Listed.PULL, Listed.PULL.replace("3,", "-1,"), "{}", "[]")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void whatIsListedEndsWellAsAWebhook(byte[] input) {
        read(input)
                .flatMap(json -> ListedPull.of(json, Listed.REPOSITORY))
                .ifPresent(pull -> Translating.endsWell("pull_request", pull.webhook(null)));
    }

    private static Optional<JsonNode> read(byte[] input) {
        try {
            return Optional.of(Json.mapper().readTree(input));
        } catch (IOException e) {
            return Optional.empty(); // the client refuses it before anybody looks for pull requests
        }
    }
}
