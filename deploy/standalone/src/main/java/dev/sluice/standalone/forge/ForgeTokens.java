package dev.sluice.standalone.forge;

import org.jspecify.annotations.Nullable;

/**
 * The tokens that the double asks for.
 *
 * @param statuses needed for the REST API, as with GitHub
 * @param fetch needed to fetch; absent for public repositories
 */
public record ForgeTokens(String statuses, @Nullable String fetch) {

    public ForgeTokens {
        if (statuses.isBlank()) {
            throw new IllegalArgumentException("statuses is blank");
        }
    }

    /** Never the values. */
    @Override
    public String toString() {
        return "ForgeTokens[fetch=" + (fetch == null ? "none" : "set") + "]";
    }
}
