package dev.sluice.notifier.publishing;

import dev.sluice.events.Repository;

/** Where on a forge something is shown. */
public record Place(Repository repository, String sha, String context) {}
