package dev.sluice.scanners.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CourseTest {

    private final Course course = new Course();

    @Test
    void endsAtTheNextCheckpointAfterItWasHalted() throws InterruptedException {
        course.walk(() -> {
            halt();
            assertThatThrownBy(() -> Thread.sleep(1)).isInstanceOf(InterruptedException.class);
        });
    }

    @Test
    void isHaltedBeforeItBegins() throws InterruptedException {
        halt();

        course.walk(() -> assertThat(Thread.currentThread().isInterrupted()).isTrue());
    }

    @Test
    void isNotInterruptedWhileAFactIsTold() throws InterruptedException {
        course.walk(() -> {
            course.tell(() -> {
                halt();
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            });
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            course.tell(() -> assertThat(Thread.currentThread().isInterrupted()).isFalse());
        });
    }

    @Test
    void leavesItsThreadAsItWas() throws InterruptedException {
        course.walk(this::halt);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void keepsAnInterruptThatIsNotItsOwn() throws InterruptedException {
        course.walk(() -> Thread.currentThread().interrupt());

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void countsTheFirstReason() {
        course.halt(new Halt.HandedBack());
        course.halt(new Halt.TimedOut(Duration.ofSeconds(1)));

        assertThat(course.ending()).isEmpty();
    }

    @Test
    void disturbsNobodyAfterItsEnd() throws InterruptedException {
        course.walk(() -> {});

        halt();

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private void halt() {
        course.halt(new Halt.Superseded("newer"));
    }
}
