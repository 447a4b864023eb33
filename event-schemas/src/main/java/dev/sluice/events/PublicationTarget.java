package dev.sluice.events;

/**
 * A place where verdicts appear; what is written there last is what people see.
 *
 * @param kind such as {@code github-status}
 * @param context the name of the status, such as {@code sluice/main}
 */
public record PublicationTarget(String kind, String sha, String context) {
    public PublicationTarget {
        Require.text("target.kind", kind);
        Require.sha("target.sha", sha);
        Require.text("target.context", context);
    }
}
