package dev.sluice.notifier.codescanning;

import static dev.sluice.notifier.Facts.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Finding;
import dev.sluice.events.PublicationDelivered;
import dev.sluice.events.Revision;
import dev.sluice.events.Verdict;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.MutableClock;
import dev.sluice.notifier.Settings;
import dev.sluice.notifier.github.PullRequests;
import dev.sluice.notifier.github.PullRequests.Fault;
import dev.sluice.notifier.publishing.Exhibit;
import dev.sluice.notifier.publishing.Machine;
import dev.sluice.notifier.report.Shapes;
import dev.sluice.notifier.targets.Reports;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One upload per result, whatever happens. */
class CodeScanningTest {

    private static final Finding KEY =
            Shapes.secret("a.env", 3, null, "aws-access-key", "AWS", "AKIA****");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final PullRequests github = new PullRequests();
    private final MutableClock clock = new MutableClock(Facts.NOON);
    private final Revision one = proposal(1, "a1", "main");
    private final Revision two = proposal(1, "b2", "main");
    private boolean enabled = true;
    private Exhibit exhibit;
    private final Machine machine = new Machine(reports -> exhibit = exhibit(reports, true));

    private Exhibit exhibit(Reports reports, boolean app) {
        return new CodeScanningExhibit(
                List.of(github.codeScanning(clock, app)),
                reports,
                Settings.DEFAULT,
                () -> enabled,
                clock);
    }

    @AfterEach
    void close() {
        github.close();
    }

    @Test
    void uploadsWhatWasFoundForTheHeadOfThePullRequestAndAsksWhatBecameOfIt() throws IOException {
        machine.decided(one, Facts.decided(one, 1, Verdict.FAIL), "secrets", KEY);
        machine.after(MINUTE);

        assertThat(github.uploads()).hasSize(1);
        var upload = github.uploads().getFirst();
        assertThat(upload.path("ref").asText()).isEqualTo("refs/pull/1/head");
        assertThat(upload.path("commit_sha").asText()).isEqualTo(one.headSha());
        assertThat(github.sarif(upload)).contains("sluice/secrets/", "primaryLocationLineHash");
        assertThat(machine.delivered())
                .extracting(PublicationDelivered::state)
                .containsExactly("upload", "confirm");
    }

    @Test
    void aScannerThatFoundNothingIsUploadedTooSoThatItsAlertsClose() throws IOException {
        machine.decided(one, Facts.decided(one, 1, Verdict.PASS), "secrets");

        assertThat(github.sarif(github.uploads().getFirst()))
                .contains("sluice/secrets/", "\"results\":[]");
    }

    @Test
    void isNotUploadedAgainWhenNothingHasChanged() {
        machine.decided(one, Facts.decided(one, 1, Verdict.FAIL), "secrets", KEY);
        machine.after(MINUTE);
        machine.say(Facts.decided(one, 2, Verdict.FAIL));
        machine.after(MINUTE);

        assertThat(github.uploads()).hasSize(1);
    }

    @Test
    void asksAgainWhileItIsBeingProcessed() {
        github.processes("pending");
        machine.decided(one, Facts.decided(one, 1, Verdict.FAIL), "secrets", KEY);
        machine.after(MINUTE);
        assertThat(machine.delivered()).hasSize(1);

        github.processes("complete");
        machine.after(MINUTE);
        assertThat(machine.delivered()).hasSize(2);
        assertThat(github.uploads()).hasSize(1);
    }

    @Test
    void saysWhyWhatWasUploadedWasNotTaken() {
        github.processes("failed");
        machine.decided(one, Facts.decided(one, 1, Verdict.FAIL), "secrets", KEY);
        machine.after(MINUTE);
        machine.after(Duration.ofHours(2));

        assertThat(machine.failed()).hasSize(1);
        assertThat(machine.failed().getFirst().retrying()).isFalse();
        assertThat(machine.failed().getFirst().reason()).contains("could not take", "no @good");
        assertThat(github.uploads()).hasSize(1);
    }

    @Test
    void saysOnceThatTheRepositoryDoesNotHaveIt() {
        github.hasNoCodeScanning();
        machine.decided(one, Facts.decided(one, 1, Verdict.FAIL), "secrets", KEY);
        machine.decided(two, Facts.decided(two, 1, Verdict.FAIL), "secrets", KEY);
        Revision other = proposal(2, "c3", "main");
        machine.decided(other, Facts.decided(other, 1, Verdict.FAIL), "secrets", KEY);

        assertThat(machine.failed()).hasSize(1);
        assertThat(machine.failed().getFirst().reason())
                .isEqualTo(
                        "code scanning is not enabled for acme/shop: enable it there, or set"
                                + " sluice.notifier.code-scanning.enabled=false");
        assertThat(github.requests("POST")).hasSize(1);
    }

    @Test
    void asksTheRepositoryAgainAfterADay() {
        github.hasNoCodeScanning();
        machine.decided(one, Facts.decided(one, 1, Verdict.FAIL), "secrets", KEY);
        clock.advance(Duration.ofDays(1));
        machine.decided(two, Facts.decided(two, 1, Verdict.FAIL), "secrets", KEY);

        assertThat(github.requests("POST")).hasSize(2);
    }

    @Test
    void aCrashAfterTheUploadLeavesOne() {
        machine.found(one, Facts.decided(one, 1, Verdict.FAIL), "secrets", KEY);
        machine.dieAfterTheWrite(exhibit);
        machine.after(MINUTE);
        machine.after(MINUTE);

        assertThat(github.uploads()).hasSize(1);
        assertThat(machine.delivered()).hasSize(2);
    }

    @Test
    void anUploadOfUnknownOutcomeIsLookedForBeforeItIsRepeated() {
        github.fault(Fault.RESET_AFTER_EFFECT);
        machine.decided(one, Facts.decided(one, 1, Verdict.FAIL), "secrets", KEY);
        machine.after(MINUTE);

        assertThat(github.uploads()).hasSize(1);
    }

    @Test
    void anUploadThatHadNoEffectIsRepeated() {
        github.fault(Fault.RESET_BEFORE_EFFECT);
        machine.decided(one, Facts.decided(one, 1, Verdict.FAIL), "secrets", KEY);
        machine.after(MINUTE);

        assertThat(github.uploads()).hasSize(1);
    }

    @Test
    void isOffUnlessItIsSwitchedOn() {
        enabled = false;
        machine.decided(one, Facts.decided(one, 1, Verdict.FAIL), "secrets", KEY);

        assertThat(github.requests("POST")).isEmpty();
    }

    @Test
    void onlyAnAppUploads() {
        var plain = new Machine(reports -> exhibit(reports, false));
        plain.decided(one, Facts.decided(one, 1, Verdict.FAIL), "secrets", KEY);

        assertThat(github.requests("POST")).isEmpty();
        assertThat(plain.failed()).isEmpty();
    }
}
