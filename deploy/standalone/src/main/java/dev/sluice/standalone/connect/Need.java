package dev.sluice.standalone.connect;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Sluice needs of GitHub, and why. The manifest, the check and the documentation are made from
 * these two tables; nothing is asked for that is not in them.
 */
final class Need {

    private static final Map<String, Integer> LEVELS =
            Map.of("none", 0, "read", 1, "write", 2, "admin", 3);

    static final List<Permission> PERMISSIONS =
            List.of(
                    new Permission(
                            "actions",
                            "Actions",
                            "read",
                            "GitHub asks for it before it lets an App guard deployments"),
                    new Permission(
                            "checks",
                            "Checks",
                            "write",
                            "shows the verdict with annotations and buttons"),
                    new Permission(
                            "contents", "Contents", "read", "fetches the code that is scanned"),
                    new Permission(
                            "deployments",
                            "Deployments",
                            "write",
                            "answers deployments that wait for Sluice"),
                    new Permission(
                            "issues", "Issues", "read", "hears of comments such as /sluice rescan"),
                    new Permission(
                            "merge_queues",
                            "Merge queues",
                            "read",
                            "hears of merge groups, which would wait for ever"),
                    new Permission(
                            "metadata",
                            "Metadata",
                            "read",
                            "knows repositories, and who may ask for what"),
                    new Permission(
                            "pull_requests",
                            "Pull requests",
                            "write",
                            "hears of pull requests, writes one comment and reviews"),
                    new Permission(
                            "security_events",
                            "Code scanning alerts",
                            "write",
                            "uploads findings to code scanning"),
                    new Permission(
                            "statuses",
                            "Commit statuses",
                            "write",
                            "shows the verdict where check runs cannot be used"));

    static final List<Event> EVENTS =
            List.of(
                    new Event("push", "Push", "scans branches when they move"),
                    new Event("pull_request", "Pull request", "scans what is proposed"),
                    new Event(
                            "merge_group",
                            "Merge group",
                            "scans what a merge queue is about to merge"),
                    new Event("check_run", "Check run", "Re-run and the buttons of a check run"),
                    new Event("check_suite", "Check suite", "Re-run all checks"),
                    new Event("issue_comment", "Issue comment", "commands in comments"),
                    new Event("pull_request_review", "Pull request review", "approvals"),
                    new Event(
                            "pull_request_review_comment",
                            "Pull request review comment",
                            "commands in comments on lines"),
                    new Event(
                            "deployment_protection_rule",
                            "Deployment protection rule",
                            "deployments that wait for Sluice"),
                    new Event("deployment_status", "Deployment status", "deployments that ended"),
                    new Event(
                            "repository",
                            "Repository",
                            "closes what was open in a repository that is deleted"));

    private Need() {}

    /**
     * A permission.
     *
     * @param key as the API calls it
     * @param label as GitHub's pages show it
     * @param level {@code read} or {@code write}
     */
    record Permission(String key, String label, String level, String why) {

        boolean isIn(Map<String, String> granted) {
            int has = LEVELS.getOrDefault(granted.getOrDefault(key, "none"), 0);
            return has >= LEVELS.getOrDefault(level, 0);
        }

        @Override
        public String toString() {
            return label + ": " + level;
        }
    }

    /**
     * Something that GitHub tells.
     *
     * @param key as the API calls it
     * @param label as GitHub's pages show it
     */
    record Event(String key, String label, String why) {}

    static Map<String, String> permissions() {
        var all = new TreeMap<String, String>();
        PERMISSIONS.forEach(permission -> all.put(permission.key(), permission.level()));
        return all;
    }

    static List<String> events() {
        return EVENTS.stream().map(Event::key).toList();
    }

    /** Those that are not in what was granted. */
    static List<Permission> missing(Map<String, String> granted) {
        return PERMISSIONS.stream().filter(permission -> !permission.isIn(granted)).toList();
    }
}
