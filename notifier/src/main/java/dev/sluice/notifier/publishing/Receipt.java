package dev.sluice.notifier.publishing;

import org.jspecify.annotations.Nullable;

/**
 * The content stands there.
 *
 * @param remoteId by which a later write finds it again, such as the number of a comment; only the
 *     exhibit understands it; absent where the forge gives none
 */
public record Receipt(@Nullable String remoteId) {}
