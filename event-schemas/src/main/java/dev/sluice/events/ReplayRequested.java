package dev.sluice.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants a service to read a record again that it could not handle. It names the record and
 * does not carry it, so that whoever may ask cannot put words into another service's mouth.
 *
 * @param letter the dead letter
 * @param reader the consumer group that failed; nobody else does anything
 * @param topic where the record is
 * @param offsets there, in order; several where it has several parts
 * @param organisation whose record it is; absent when it does not say
 */
public record ReplayRequested(
        UUID letter,
        String reader,
        String topic,
        int partition,
        List<Long> offsets,
        @Nullable String organisation)
        implements OperationFact {
    public ReplayRequested {
        Require.present("letter", letter);
        Require.text("reader", reader);
        Require.text("topic", topic);
        Require.notNegative("partition", partition);
        offsets = Require.list("offsets", offsets);
        if (offsets.isEmpty()) {
            throw new IllegalArgumentException("offsets is empty");
        }
    }

    @Override
    public String subject() {
        return letter.toString();
    }

    @Override
    public String key() {
        return letter.toString();
    }
}
