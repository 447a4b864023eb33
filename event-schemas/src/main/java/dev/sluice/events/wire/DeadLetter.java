package dev.sluice.events.wire;

import org.jspecify.annotations.Nullable;

/**
 * What is known about a record that could not be handled, without its content.
 *
 * @param topic where it came from, with its partition and offset there
 * @param failures how often it has become a dead letter, more than once when it was replayed
 * @param errorClass of the exception that ended its handling
 * @param reason the first line of the exception's message
 * @param cause the first line of the message of what caused the exception; absent without a cause
 * @param key absent when it had none
 * @param type the CloudEvents {@code type}; absent when the record says none
 * @param correlationId as the record says it, unchecked; absent when it says none
 * @param valueBytes the size of its value
 */
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        int failures,
        String errorClass,
        String reason,
        @Nullable String cause,
        @Nullable String key,
        @Nullable String type,
        @Nullable String correlationId,
        int valueBytes) {}
