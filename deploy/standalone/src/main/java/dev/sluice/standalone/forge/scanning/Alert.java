package dev.sluice.standalone.forge.scanning;

/**
 * An alert as people see it.
 *
 * @param category of the analysis that it comes from
 * @param identity what makes two results the same one
 * @param ref where it was last seen, or no longer seen
 */
public record Alert(
        long number,
        long repositoryId,
        String tool,
        String category,
        String ruleId,
        String identity,
        String ref,
        boolean open) {}
