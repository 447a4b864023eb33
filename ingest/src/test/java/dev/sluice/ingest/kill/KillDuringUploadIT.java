package dev.sluice.ingest.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.ingest.kill.Hold.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wherever an upload was when ingest died: what was acknowledged is whole on the topic, a half is
 * never taken for a document, and handing in again is the same submission.
 */
@Timeout(600)
@EnabledIfSystemProperty(
        named = "sluice.faults",
        matches = "true",
        disabledReason = "KillDuringUploadIT takes minutes; .ci/run runs it: -Dsluice.faults=true")
class KillDuringUploadIT {

    private static Scene scene;
    private static Uploads uploads;

    /** How far the upload has come. */
    private enum Death {
        IN_THE_HEAD(null),
        IN_THE_BODY(null),
        BEFORE_IT_IS_STORED(new Hold("submissions-out", Hold.PRODUCE, Way.REQUEST)),
        BETWEEN_TWO_PARTS(new Hold("submissions-out", Hold.PRODUCE, Way.REQUEST, 1)),
        BEFORE_THE_LAST_PART(
                new Hold("submissions-out", Hold.PRODUCE, Way.REQUEST, Uploads.PARTS - 1)),
        BEFORE_IT_IS_ANSWERED(new Hold("submissions-out", Hold.PRODUCE, Way.ANSWER)),
        AFTER_THE_ANSWER(null);

        private final Optional<Hold> hold;

        Death(@Nullable Hold hold) {
            this.hold = Optional.ofNullable(hold);
        }
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        scene = new Scene(directory);
        uploads = new Uploads(scene.broker().bootstrapServers(), scene.ingest().port());
    }

    @AfterAll
    static void stop() {
        if (uploads != null) {
            uploads.close();
        }
        if (scene != null) {
            scene.close();
        }
    }

    static Stream<Arguments> deaths() {
        return Stream.of(Death.values())
                .flatMap(death ->
                        death.hold.isPresent()
                                ? Stream.of(Arguments.of(death, false), Arguments.of(death, true))
                                : Stream.of(Arguments.of(death, false)));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void losesAndDoublesNothing(Death death, boolean late) throws IOException {
        String commit = Uploads.commit();
        byte[] document = Uploads.document(commit);
        boolean acknowledged = false;

        try (Uploads.Sending sending = uploads.send(commit, document.length)) {
            switch (death) {
                case IN_THE_HEAD -> sending.head(40);
                case IN_THE_BODY -> {
                    sending.head();
                    assertThat(sending.status()).as("asked for the body").isEqualTo(100);
                    sending.body(document, document.length / 2);
                }
                case BEFORE_IT_IS_STORED,
                        BETWEEN_TWO_PARTS,
                        BEFORE_THE_LAST_PART,
                        BEFORE_IT_IS_ANSWERED -> {
                    scene.broker().proxy().hold(death.hold.orElseThrow());
                    sending.all(document);
                    await().atMost(Duration.ofMinutes(2)).until(scene.broker().proxy()::holds);
                }
                case AFTER_THE_ANSWER -> {
                    sending.all(document);
                    assertThat(sending.status()).isEqualTo(202);
                    acknowledged = true;
                }
            }
            scene.dies(late);
            if (!acknowledged) {
                assertThat(sending.status()).as("answer of the dead").isZero();
            }
        }

        assertThat(uploads.documentsOf(commit)).allMatch(found -> found.has(document));
        if (acknowledged) {
            assertThat(uploads.documentsOf(commit)).hasSize(1);
        }
        try (Uploads.Sending again = uploads.send(commit, document.length)) {
            again.all(document);
            assertThat(again.status()).as("handed in again").isEqualTo(202);
        }
        assertThat(uploads.documentsOf(commit)).isNotEmpty().allMatch(found -> found.has(document));
        assertThat(uploads.documentsOf(commit).stream().map(Uploads.Found::id).distinct())
                .as("submissions")
                .hasSize(1);
    }
}
