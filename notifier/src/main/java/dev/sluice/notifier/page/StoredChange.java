package dev.sluice.notifier.page;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.ChangeId;
import org.jspecify.annotations.Nullable;

/**
 * What is stored about a revision, as the page needs it.
 *
 * @param repository {@code owner/name}
 * @param superseded whether another revision took its place
 * @param closed whether its change is over
 * @param decided absent before the first decision
 */
record StoredChange(
        ChangeId change,
        String repository,
        String headSha,
        String baseRef,
        boolean superseded,
        boolean closed,
        @Nullable ChangeDecided decided) {}
