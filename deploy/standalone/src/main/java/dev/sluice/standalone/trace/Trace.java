package dev.sluice.standalone.trace;

import dev.sluice.events.Topic;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * What was found.
 *
 * @param steps in the order in which they were written
 * @param looked how many records were looked at
 * @param unread topics that could not be read, with the reason
 */
record Trace(UUID correlationId, List<Step> steps, long looked, List<String> unread) {

    /** Times are of milliseconds; within one the line's own order holds. */
    private static final Comparator<Step> ORDER =
            Comparator.comparing((Step step) -> step.place().written())
                    .thenComparingInt(step -> station(step.place().topic()))
                    .thenComparingInt(step -> step.place().partition())
                    .thenComparingLong(step -> step.place().offset());

    Trace {
        steps = steps.stream().sorted(ORDER).toList();
        unread = List.copyOf(unread);
    }

    private static int station(String topic) {
        return Arrays.stream(Topic.values()).map(Topic::topicName).toList().indexOf(topic);
    }
}
