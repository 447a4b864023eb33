package dev.sluice.notifier.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ChangeReason;
import dev.sluice.events.PublicationFailed;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.MutableClock;
import dev.sluice.notifier.publishing.StrictForge.Outage;
import dev.sluice.notifier.publishing.StrictForge.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hours of publishing in simulated time against a forge that enforces GitHub's limits. Requests
 * take up to a second to arrive, as many at a time as the notifier likes.
 */
@EnabledIfSystemProperty(
        named = "sluice.simulations",
        matches = "true",
        disabledReason =
                "BudgetSimulationTest takes minutes; .ci/run runs it: -Dsluice.simulations=true")
class BudgetSimulationTest {

    private static final int REPOSITORIES = 40;
    private static final int CONCURRENT = 100;
    private static final int LONGEST_LOOK = 8;

    /** Something that happens at a time; what is due at the same time happens in order. */
    private record Happening(Instant at, int order, Runnable what) {}

    private final MutableClock clock = new MutableClock(Facts.NOON);
    private final StrictForge forge = new StrictForge(clock);
    private final Rig rig = new Rig(forge, clock);
    private final Random chance = new Random(1);
    private final PriorityQueue<Happening> happenings =
            new PriorityQueue<>(
                    Comparator.comparing(Happening::at).thenComparing(Happening::order));
    private int ordered;
    private int underWay;
    private int mostUnderWay;

    @AfterEach
    void close() {
        rig.close();
    }

    /**
     * @param past percent of the backlog that nobody waits for any more
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 100})
    void writesNineTenthsOfWhatIsPossibleOutOfABacklog(int past) {
        IntStream.range(0, 700)
                .forEach(i -> {
                    Repository repository = repository(i % REPOSITORIES);
                    Revision revision = Facts.proposal(repository, i, hex(i), "main");
                    if (i % 100 < past) {
                        rig.say(Facts.proposed(revision, repository, ChangeReason.OPENED));
                        Revision next = Facts.proposal(repository, i, hex(i + 10_000), "main");
                        rig.say(Facts.proposed(next, repository, ChangeReason.LABELLED));
                    }
                    rig.say(Facts.decided(revision, repository, 1, Verdict.PASS));
                });

        run(Duration.ofHours(1));

        double ratio = forge.written.size() / 500.0;
        print(
                "backlog of 700, %d %% past: %d of 500 possible writes in an hour (%.3f)",
                past, forge.written.size(), ratio);
        assertThat(forge.violations).isZero();
        assertThat(ratio).isGreaterThanOrEqualTo(0.9);
    }

    /** One decision in five takes so long that pending is shown. */
    @Test
    void writesEveryFinalVerdictOfStackedPullRequestsThatArePushedAgainAndAgain() {
        var finals = new ArrayList<Revision>();
        for (int push = 0; push < 30; push++) {
            for (int change = 1; change <= 25; change++) {
                String base = change == 1 ? "main" : "stack-" + (change - 1);
                Revision revision = Facts.proposal(change, hex(push * 100 + change), base);
                if (push == 29) {
                    finals.add(revision);
                }
                Duration at = Duration.ofSeconds(10L * push).plusMillis(change * 20L);
                int slow = chance.nextInt(5) == 0 ? 5000 : 1500;
                Duration decided = at.plusMillis(slow + chance.nextInt(1000));
                in(at, () -> rig.proposed(revision));
                in(decided, () -> rig.decided(revision, 1, Verdict.FAIL));
            }
        }

        run(Duration.ofMinutes(5).plusSeconds(10));
        run(Duration.ofMinutes(90));

        Instant last = finals.stream().map(this::writtenAt).max(Comparator.naturalOrder()).get();
        var verdicts = new HashSet<String>();
        forge.written.stream()
                .filter(it -> it.content().sequence() > 0)
                .forEach(it -> verdicts.add(it.place().subject()));
        print(
                "25 stacked pull requests x 30 pushes in 5 min: %d writes,"
                        + " %d rejected, the 25 final verdicts within %d s of the last push, verdicts"
                        + " on %d of 750 commits",
                forge.written.size(),
                forge.violations,
                Duration.between(Facts.NOON.plusSeconds(290), last).toSeconds(),
                verdicts.size());
        assertThat(forge.violations).isZero();
        assertThat(forge.written).hasSizeLessThan(1000);
        assertThat(verdicts).hasSize(750);
        assertThat(last).isBefore(Facts.NOON.plus(Duration.ofMinutes(7)));
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void anOutageOfTenMinutesCostsDelayAndNothingElse(Outage outage) {
        forge.outage = outage;
        var revisions = new ArrayList<Revision>();
        IntStream.range(0, 150)
                .forEach(i -> {
                    Repository repository = repository(i % REPOSITORIES);
                    Revision revision = Facts.proposal(repository, i, hex(i), "main");
                    revisions.add(revision);
                    in(
                            Duration.ofSeconds(4L * i),
                            () -> rig.say(Facts.decided(revision, repository, 1, Verdict.FAIL)));
                });
        run(Duration.ofMinutes(10));
        int requests = forge.requests;
        forge.outage = Outage.NONE;

        run(Duration.ofMinutes(6));
        rig.drain();

        Instant last = revisions.stream().map(this::writtenAt).max(Comparator.naturalOrder()).get();
        print(
                "outage of 10 min (%s): %d requests into it, the %d verdicts that waited were"
                        + " written within %d s of its end, %d rejected",
                outage,
                requests,
                revisions.size(),
                Duration.between(Facts.NOON.plus(Duration.ofMinutes(10)), last).toSeconds(),
                forge.violations);
        assertThat(forge.violations).isZero();
        assertThat(forge.written).hasSize(150);
        assertThat(requests).isLessThan(60);
        assertThat(rig.failed()).extracting(PublicationFailed::retrying).containsOnly(true);
        assertThat(last).isBefore(Facts.NOON.plus(Duration.ofMinutes(16)));
    }

    @Test
    void verdictsOvertakeAQueueOfCosmetics() {
        IntStream.range(0, 600)
                .forEach(i -> {
                    Repository repository = repository(i % REPOSITORIES);
                    rig.say(
                            Facts.proposed(
                                    Facts.proposal(repository, i, hex(i), "main"),
                                    repository,
                                    ChangeReason.OPENED));
                });
        run(Duration.ofMinutes(20));
        int cosmetics = forge.written.size();
        var waits = new ArrayList<Duration>();
        for (int i = 0; i < 30; i++) {
            Repository repository = repository(i);
            Revision revision = Facts.proposal(repository, 560 + i, hex(560 + i), "main");
            Instant told = clock.instant();
            rig.say(Facts.decided(revision, repository, 1, Verdict.PASS));
            run(Duration.ofSeconds(5));
            waits.add(Duration.between(told, writtenAt(revision)));
        }

        print(
                "600 pendings queued: %d written, then 30 verdicts after %d ms at most, %d rejected",
                cosmetics,
                waits.stream().max(Comparator.naturalOrder()).get().toMillis(),
                forge.violations);
        assertThat(forge.violations).isZero();
        assertThat(cosmetics).as("the rest is kept").isEqualTo(460);
        assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofSeconds(3)) < 0);
    }

    private Instant writtenAt(Revision revision) {
        return forge.written.stream()
                .filter(it -> it.content().revision().equals(revision.id()))
                .filter(it -> it.content().sequence() > 0)
                .map(Written::at)
                .findFirst()
                .orElseThrow(() -> new AssertionError("never written: " + revision));
    }

    private void in(Duration time, Runnable what) {
        happenings.add(new Happening(clock.instant().plus(time), ordered++, what));
    }

    /**
     * Looks at what is due every second and whenever a request has ended, as the loop does; less
     * often while nothing comes of it.
     */
    private void run(Duration time) {
        Instant end = clock.instant().plus(time);
        long pause = 1;
        while (clock.instant().isBefore(end)) {
            pause = begin() ? 1 : Math.min(LONGEST_LOOK, pause * 2);
            Instant tick = clock.instant().plusSeconds(pause);
            tick = tick.isAfter(end) ? end : tick;
            Happening next = happenings.peek();
            if (next == null || next.at().isAfter(tick)) {
                clock.advance(Duration.between(clock.instant(), tick));
            } else {
                clock.advance(Duration.between(clock.instant(), happenings.remove().at()));
                next.what().run();
            }
        }
        assertThat(mostUnderWay).isLessThanOrEqualTo(CONCURRENT);
    }

    private boolean begin() {
        List<Job> jobs = rig.publisher().take(CONCURRENT);
        for (Job job : jobs) {
            underWay++;
            mostUnderWay = Math.max(mostUnderWay, underWay);
            in(
                    Duration.ofMillis(50 + chance.nextInt(900)),
                    () -> {
                        underWay--;
                        rig.publisher().carryOut(job);
                    });
        }
        return !jobs.isEmpty();
    }

    private static Repository repository(int number) {
        return new Repository("github", 100 + number, 7, "acme", "repo-" + number);
    }

    private static String hex(int number) {
        return String.format("%08x", number + 1);
    }

    @SuppressWarnings("SystemOut") // the figures are what a reader of the build wants to see
    private static void print(String format, Object... values) {
        System.out.println("budget: " + String.format(format, values));
    }
}
