package dev.sluice.notifier.publishing;

import dev.sluice.events.Repository;

/**
 * Where on a forge something is shown.
 *
 * @param kind of the {@link Exhibit} that shows it
 * @param subject what it hangs on: the sha of a commit, or the change
 * @param context tells apart what one exhibit shows on one subject, such as {@code sluice/main}
 */
public record Place(Repository repository, String kind, String subject, String context) {}
