package dev.sluice.standalone.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Fact;
import dev.sluice.events.Verdict;
import dev.sluice.events.wire.DeadLetter;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CourseTest {

    @Test
    void isOpenUntilThereIsADecision() {
        assertThat(course(Way.proposed(), Way.published(0, "pending")))
                .isEqualTo(new Course(false, "no decision yet", ""));
    }

    @Test
    void endsWithTheVerdictAndHowItIsShown() {
        assertThat(course(Way.proposed(), Way.decided(1, Verdict.PASS)).text())
                .isEqualTo("decided pass");
        assertThat(
                        course(
                                Way.proposed(),
                                Way.decided(1, Verdict.PASS),
                                Way.published(1, "success")))
                .isEqualTo(new Course(true, "decided pass, published as success", "decided pass"));
    }

    @Test
    void endsWithTheLastOfSeveralVerdicts() {
        Course course =
                course(
                        Way.decided(1, Verdict.PASS),
                        Way.published(1, "success"),
                        Way.decided(2, Verdict.FAIL),
                        Way.published(2, "failure"));

        assertThat(course.text()).isEqualTo("decided fail, published as failure");
    }

    @Test
    void saysWhenAVerdictIsNotShown() {
        assertThat(course(Way.decided(1, Verdict.PASS), Way.unpublished(true)).text())
                .isEqualTo("decided pass, not published yet: the forge answered 502");
        assertThat(course(Way.decided(1, Verdict.PASS), Way.unpublished(false)).text())
                .isEqualTo("decided pass, not published: the forge answered 502");
    }

    @Test
    void endsWhereSomethingElseEndsIt() {
        assertThat(course(Way.proposed(), Way.superseded()))
                .isEqualTo(new Course(true, "superseded by a newer head", ""));
        assertThat(course(Way.closed())).isEqualTo(new Course(true, "closed", ""));
    }

    @Test
    void endsAmongTheDeadLetters() {
        var letter =
                new DeadLetter(
                        Way.ID,
                        new DeadLetter.Origin("sluice.ingest", "sluice.deliveries", 0, List.of(3L)),
                        new DeadLetter.Failure(
                                Instant.EPOCH,
                                "UntranslatableException",
                                "pull_request is missing",
                                null),
                        new DeadLetter.About(
                                "github/7",
                                null,
                                Way.ID.toString(),
                                null,
                                "github/7",
                                null,
                                1,
                                2,
                                null),
                        false);

        assertThat(
                        Course.of(
                                Way.trace(
                                        Way.accepted(0),
                                        new Step.PutAside(
                                                Way.place("sluice.dead-letters", 0, 5), letter))))
                .containsOnlyKeys("a record of sluice.deliveries")
                .containsValue(new Course(true, "dead-lettered: pull_request is missing", ""));
    }

    @Test
    void aDeliveryAloneIsNoCourse() {
        assertThat(Course.of(Way.trace(Way.accepted(0)))).isEmpty();
    }

    private static Course course(Fact... facts) {
        var steps =
                IntStream.range(0, facts.length)
                        .mapToObj(i -> Way.step(i, i * 10L, facts[i]))
                        .toArray(Step[]::new);
        assertThat(Course.of(Way.trace(steps))).hasSize(1);
        return Course.of(Way.trace(steps)).values().iterator().next();
    }
}
