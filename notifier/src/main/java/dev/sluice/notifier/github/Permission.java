package dev.sluice.notifier.github;

/** What GitHub has to have granted before it does something. */
enum Permission {
    CHECKS("checks", "Checks"),
    STATUSES("statuses", "Commit statuses"),
    PULL_REQUESTS("pull_requests", "Pull requests"),
    SECURITY_EVENTS("security_events", "Code scanning alerts"),
    DEPLOYMENTS("deployments", "Deployments");

    private final String key;
    private final String label;

    Permission(String key, String label) {
        this.key = key;
        this.label = label;
    }

    /** As the API calls it. */
    String key() {
        return key;
    }

    /** As GitHub's pages show it, with the access that is needed. */
    String label() {
        return label + ": write";
    }
}
