package dev.sluice.scanners.submitted;

import org.jspecify.annotations.Nullable;

/**
 * What the sender said about a document.
 *
 * @param category tells several results of one tool apart
 * @param checkoutUri what absolute locations in it begin with; null when they were not said
 */
public record Origin(String category, @Nullable String checkoutUri) {

    /** What a sender who names no category gets. */
    public static final String DEFAULT_CATEGORY = "default";

    /** Whether the document may name the category, because the sender did not. */
    public boolean leavesCategoryOpen() {
        return category.equals(DEFAULT_CATEGORY);
    }
}
