package dev.sluice.e2e;

import dev.sluice.events.Revision;
import java.nio.charset.StandardCharsets;

/** Webhooks of people who ask for something and of queues that wait: what is read of them. */
final class Asking {

    private Asking() {}

    /** Ada pressed "Re-run" on our check of this decision. */
    static byte[] rerun(ForgeFixture.Repo repository, Revision revision, long sequence) {
        return payload(
                repository,
                "ada",
                501,
                """
                "action": "rerequested",
                "check_run": {"head_sha": "%s", "external_id": "%s/%d"}
                """
                        .formatted(revision.headSha(), revision.id(), sequence));
    }

    static byte[] comment(
            ForgeFixture.Repo repository, long number, String login, long id, String body) {
        return payload(
                repository,
                login,
                id,
                """
                "action": "created",
                "issue": {"number": %d, "pull_request": {}},
                "comment": {"body": "%s"}
                """
                        .formatted(number, body));
    }

    static byte[] mergeGroup(
            ForgeFixture.Repo repository, String action, String branch, String head, String base) {
        return payload(
                repository,
                "ada",
                501,
                """
                "action": "%s",
                "merge_group": {"head_sha": "%s", "head_ref": "refs/heads/%s",
                                "base_ref": "refs/heads/%s"}
                """
                        .formatted(action, head, branch, base));
    }

    private static byte[] payload(
            ForgeFixture.Repo repository, String login, long id, String what) {
        return """
        {%s,
         "repository": {"id": %d, "name": "%s",
                        "owner": {"id": %d, "login": "%s"}},
         "sender": {"id": %d, "login": "%s", "type": "User"}}
        """
                .formatted(
                        what,
                        repository.repository().id(),
                        repository.repository().name(),
                        repository.repository().ownerId(),
                        repository.repository().owner(),
                        id,
                        login)
                .getBytes(StandardCharsets.UTF_8);
    }
}
