package dev.sluice.scanners.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ChangeId;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanFact;
import dev.sluice.events.ScanFailed;
import dev.sluice.scanners.revision.Assignment;
import dev.sluice.scanners.revision.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class AttemptsTest {

    private static final UUID JOB = new UUID(0, 1);
    private static final Repository REPOSITORY = new Repository("github", 7, 1, "ada", "example");

    @TempDir Path directory;

    @Test
    void givesUpWhatWasTheDeathOfTooMany() throws Exception {
        died(3);

        assertThat(tells(3))
                .hasValueSatisfying(fact -> {
                    assertThat(fact).isInstanceOf(ScanFailed.class);
                    assertThat(((ScanFailed) fact).message())
                            .isEqualTo("given up because workers died 3 times of it");
                });
    }

    @Test
    void triesOnceMoreBefore() throws Exception {
        died(2);

        assertThat(tells(3)).isEmpty();
    }

    @Test
    void forgetsWhatHasEnded() throws Exception {
        died(2);
        tells(3);

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void countsWhileItGoes() throws Exception {
        died(1);

        attempts(5)
                .attempt(
                        JOB,
                        new Course(),
                        () -> assertThat(directory.resolve(JOB.toString())).hasContent("2"));
    }

    @Test
    void aSuspectRunsAlone() throws Exception {
        died(Attempts.INNOCENT);
        var attempts = attempts(5);
        var others = new AtomicInteger();
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        Thread other =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                attempts.attempt(
                                        new UUID(0, 2),
                                        new Course(),
                                        () -> {
                                            others.incrementAndGet();
                                            begun.countDown();
                                            end.await();
                                            others.decrementAndGet();
                                        });
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        begun.await();
        Thread.ofVirtual().start(end::countDown);

        attempts.attempt(JOB, new Course(), () -> assertThat(others).hasValue(0));

        other.join();
    }

    @Test
    void forgetsWhatOthersHaveEndedLongAgo() throws Exception {
        died(1);

        new Attempts(directory, 5, Instant.now().plus(Duration.ofDays(8)));

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void goesOnWithoutItsDirectory() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        var ran = new AtomicInteger();

        new Attempts(file, 5, Instant.now()).attempt(JOB, new Course(), ran::incrementAndGet);

        assertThat(ran).hasValue(1);
    }

    private void died(int times) throws IOException {
        Files.writeString(directory.resolve(JOB.toString()), Integer.toString(times));
    }

    private Attempts attempts(int most) {
        return new Attempts(directory, most, Instant.now());
    }

    /** What is told in place of doing it. */
    private Optional<ScanFact> tells(int most) throws InterruptedException {
        var course = new Course();
        attempts(most).attempt(JOB, course, () -> {});
        return new Assignment(
                        JOB,
                        REPOSITORY,
                        Revision.of(ChangeId.pushed(REPOSITORY, "main"), "a".repeat(40), "main"))
                .describingHalted(course, Duration.ZERO);
    }
}
