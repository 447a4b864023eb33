package dev.sluice.notifier.publishing;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a place while it is decided what should stand there.
 *
 * @param shown the last write that took effect; absent before the first
 * @param remoteId from the last {@link Receipt} that had one; absent before
 * @param writes how many requests to write were begun here
 */
public record Sight(Place place, @Nullable Content shown, @Nullable String remoteId, int writes) {}
