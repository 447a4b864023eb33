package dev.sluice.events.wire;

import dev.sluice.events.DeterministicId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a record that could not be handled, without its content. All texts are those
 * of whoever wrote the record, cut and without control characters.
 *
 * @param id the same however often the record fails
 * @param afterReplay whether it failed when it was read again because somebody asked for it
 */
public record DeadLetter(
        UUID id, Origin origin, Failure failure, About about, boolean afterReplay) {

    /**
     * Where the record is.
     *
     * @param reader the consumer group that could not handle it
     * @param offsets several where what failed is the replay of something in parts
     */
    public record Origin(String reader, String topic, int partition, List<Long> offsets) {
        public Origin {
            offsets = List.copyOf(offsets);
        }
    }

    /**
     * Why it could not be handled.
     *
     * @param errorClass of the exception that ended its handling
     * @param reason the first line of the exception's message
     * @param cause the first line of the message of what caused the exception; absent without one
     */
    public record Failure(Instant at, String errorClass, String reason, @Nullable String cause) {}

    /**
     * What the record says of itself, unchecked.
     *
     * @param key absent when it had none
     * @param type the CloudEvents {@code type}; absent when it says none
     * @param organisation {@code forge/owner id}; absent when it says none of this form
     * @param repository {@code forge/repository id}; absent when its key does not begin with one
     * @param delivery the forge's id of the delivery; absent for other records
     * @param parts of the delivery; 1 for other records
     * @param valueBytes the size of its value
     * @param leftOut what of it is not in the letter, for its size; absent when all of it is
     */
    public record About(
            @Nullable String key,
            @Nullable String type,
            @Nullable String correlationId,
            @Nullable String organisation,
            @Nullable String repository,
            @Nullable String delivery,
            int parts,
            long valueBytes,
            @Nullable String leftOut) {

        static final About NOTHING = new About(null, null, null, null, null, null, 1, 0, null);
    }

    /** The same for all parts of a delivery or submission, which can only be read together. */
    static UUID id(Origin origin, @Nullable String whole) {
        return DeterministicId.of(
                "dead-letter",
                origin.reader(),
                origin.topic(),
                String.valueOf(origin.partition()),
                whole == null ? "offset" : "whole",
                whole == null ? String.valueOf(origin.offsets().getFirst()) : whole);
    }
}
