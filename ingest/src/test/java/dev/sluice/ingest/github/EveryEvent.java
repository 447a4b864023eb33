package dev.sluice.ingest.github;

import dev.sluice.events.ChangeId;
import dev.sluice.events.Repository;
import dev.sluice.events.Revision;
import dev.sluice.events.Trust;
import dev.sluice.ingest.changes.OpenChange;
import java.util.List;

/** One payload of every kind that leads to events, as a start for what is not quite like them. */
final class EveryEvent {

    private static final String SHA = "a".repeat(40);
    private static final Repository REPOSITORY = new Repository("github", 7, 8, "acme", "shop");

    /** What they are about, where they ask for something. */
    static final OpenChange OPEN =
            new OpenChange(
                    Revision.of(ChangeId.proposed(REPOSITORY, 12), SHA, "main"),
                    12L,
                    null,
                    Trust.UNTRUSTED);

    private EveryEvent() {}

    static List<Payloads> payloads() {
        return List.of(
                Payloads.push(),
                Payloads.pullRequest("opened"),
                Payloads.pullRequest("closed"),
                mergeGroup(),
                checkRun(),
                checkSuite(),
                comment("issue_comment", "\"issue\": {\"number\": 12, \"pull_request\": {}}"),
                comment("pull_request_review_comment", "\"pull_request\": {\"number\": 12}"),
                review("approved"),
                review("changes_requested"),
                protectionRule(),
                deploymentStatus(),
                Payloads.about("repository", "{\"action\": \"deleted\"}"),
                installation("installation", "deleted", "repositories"),
                installation("installation_repositories", "removed", "repositories_removed"));
    }

    private static Payloads mergeGroup() {
        return Payloads.about(
                "merge_group",
                """
                {"action": "checks_requested",
                 "merge_group": {"head_sha": "%s", "base_ref": "refs/heads/main",
                                 "head_ref": "refs/heads/gh-readonly-queue/main/pr-1"}}
                """
                        .formatted(SHA));
    }

    private static Payloads checkRun() {
        return Payloads.about(
                "check_run",
                """
                {"action": "requested_action",
                 "requested_action": {"identifier": "request-waiver"},
                 "check_run": {"head_sha": "%s", "external_id": "%s/2", "app": {"id": 4711}}}
                """
                        .formatted(SHA, OPEN.revision().id()));
    }

    private static Payloads checkSuite() {
        return Payloads.about(
                "check_suite",
                """
                {"action": "rerequested", "check_suite": {"head_sha": "%s", "app": {"id": 4711}}}
                """
                        .formatted(SHA));
    }

    private static Payloads comment(String event, String on) {
        return Payloads.about(
                event,
                """
                {"action": "created", %s,
                 "comment": {"body": "/sluice rescan", "created_at": "2026-11-21T09:58:07Z"}}
                """
                        .formatted(on));
    }

    private static Payloads review(String state) {
        return Payloads.about(
                "pull_request_review",
                """
                {"action": "submitted",
                 "review": {"id": 5, "state": "%s", "commit_id": "%s",
                            "submitted_at": "2026-11-21T09:58:07Z",
                            "user": {"id": 102, "login": "grace", "type": "User"}},
                 "pull_request": {"number": 12, "updated_at": "2026-11-21T09:59:59Z",
                                  "base": {"ref": "main"}}}
                """
                        .formatted(state, SHA));
    }

    private static Payloads protectionRule() {
        return Payloads.about(
                "deployment_protection_rule",
                """
                {"action": "requested", "environment": "production",
                 "deployment_callback_url": "https://api.github.com/repos/acme/shop\
                /actions/runs/30/deployment_protection_rule",
                 "deployment": {"id": 31, "sha": "%s", "ref": "main",
                                "created_at": "2026-11-21T09:58:07Z"}}
                """
                        .formatted(SHA));
    }

    private static Payloads deploymentStatus() {
        return Payloads.about(
                "deployment_status",
                """
                {"deployment_status": {"state": "success", "environment": "production",
                                       "created_at": "2026-11-21T09:58:07Z"},
                 "deployment": {"id": 31, "sha": "%s", "ref": "refs/heads/main"},
                 "workflow_run": {"id": 30}}
                """
                        .formatted(SHA));
    }

    private static Payloads installation(String event, String action, String repositories) {
        return Payloads.of(
                event,
                """
                {"action": "%s",
                 "installation": {"id": 5, "app_id": 4711, "account": {"id": 8, "login": "acme"}},
                 "%s": [{"id": 7, "name": "shop"}],
                 "sender": {"id": 101, "login": "mona", "type": "User"}}
                """
                        .formatted(action, repositories));
    }
}
