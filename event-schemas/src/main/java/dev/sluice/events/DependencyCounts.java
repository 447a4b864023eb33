package dev.sluice.events;

/**
 * How many dependencies were declared, for how many a version is known, and for how many it is not.
 */
public record DependencyCounts(int declared, int resolved, int unresolved) {
    public DependencyCounts {
        Require.notNegative("dependencies.declared", declared);
        Require.notNegative("dependencies.resolved", resolved);
        Require.notNegative("dependencies.unresolved", unresolved);
    }
}
