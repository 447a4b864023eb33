package dev.sluice.notifier.github;

import java.util.Optional;

/**
 * A GitHub App as it signs what it writes.
 *
 * @param slug the name in its account {@code SLUG[bot]}; known once GitHub has been asked
 */
record App(long id, Optional<String> slug) {}
