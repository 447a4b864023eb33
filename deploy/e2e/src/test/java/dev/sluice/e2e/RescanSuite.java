package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.e2e.ForgeFixture.Status;
import dev.sluice.events.Account;
import dev.sluice.events.ChangeClosed;
import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.RequestReason;
import dev.sluice.events.Revision;
import dev.sluice.events.ScanRequested;
import dev.sluice.events.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens when people ask for a scan, and when a merge queue waits. */
abstract class RescanSuite {

    abstract Line line();

    @Test
    void pressingRerunScansAgainAndAlwaysDecidesAgain() {
        var repository = line().forge().repository();
        var proposal = proposal(repository);
        Revision revision = decided(proposal.headSha(), 1).getFirst().revision();

        send("check_run", Asking.rerun(repository, revision, 1));

        assertThat(decided(proposal.headSha(), 2))
                .extracting(ChangeDecided::verdict)
                .containsExactly(Verdict.PASS, Verdict.PASS);
        await().atMost(LineSuite.A_WHILE)
                .untilAsserted(() ->
                        assertThat(
                                        line().log()
                                                .facts(
                                                        ChangeDescribed.class,
                                                        d -> d.revision().equals(revision)))
                                .hasSize(2));
        assertThat(requests(proposal.headSha()))
                .extracting(ScanRequested::reason)
                .containsExactly(RequestReason.RERUN_CHECK);
    }

    @Test
    void aCommandIsObeyedForWhoMayWriteAndForNobodyElse() {
        var repository = line().forge().repository();
        var proposal = proposal(repository);
        decided(proposal.headSha(), 1);

        send("issue_comment", Asking.comment(repository, 1, "eve", 666, "/sluice rescan"));
        // Behind it on the same partition, so the stranger was dealt with when this is.
        send("issue_comment", Asking.comment(repository, 1, "ada", 501, "/sluice rescan"));

        decided(proposal.headSha(), 2);
        assertThat(requests(proposal.headSha()))
                .extracting(ScanRequested::requestedBy)
                .containsExactly(new Account(501, "ada"));
    }

    @Test
    void aMergeGroupIsAnsweredAtItsHead() {
        var repository = line().forge().repository();
        String main = repository.commit("main", Map.of("README.md", "hello\n"));
        String queue = "gh-readonly-queue/main/pr-1-" + main;
        String head =
                repository.commit(
                        queue, "main", Map.of("app.env", "TOKEN=" + Fixtures.gitHubToken(6)));

        send("merge_group", Asking.mergeGroup(repository, "checks_requested", queue, head, "main"));

        await().atMost(LineSuite.A_WHILE)
                .untilAsserted(() ->
                        assertThat(repository.statuses(head, "sluice/main"))
                                .extracting(Status::state)
                                .endsWith("failure"));
        send("merge_group", Asking.mergeGroup(repository, "destroyed", queue, head, "main"));
        await().atMost(LineSuite.A_WHILE)
                .untilAsserted(() ->
                        assertThat(
                                        line().log()
                                                .facts(
                                                        ChangeClosed.class,
                                                        closed ->
                                                                closed.change()
                                                                        .name()
                                                                        .equals(queue)))
                                .hasSize(1));
    }

    private ForgeFixture.Proposal proposal(ForgeFixture.Repo repository) {
        repository.commit("main", Map.of("README.md", "hello\n"));
        repository.commit("feature", "main", Map.of("more.txt", "more\n"));
        var proposal = repository.propose(1, "feature", "main");
        send("pull_request", proposal.event("opened"));
        return proposal;
    }

    private void send(String event, byte[] body) {
        var answer = Webhooks.send(line(), event, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** The decisions on a head, once there are this many. */
    private List<ChangeDecided> decided(String headSha, int count) {
        return await().atMost(LineSuite.A_WHILE)
                .until(
                        () ->
                                line().log()
                                        .facts(
                                                ChangeDecided.class,
                                                d -> d.revision().headSha().equals(headSha)),
                        decisions -> decisions.size() >= count);
    }

    private List<ScanRequested> requests(String headSha) {
        return line().log().facts(ScanRequested.class, r -> r.revision().headSha().equals(headSha));
    }
}
