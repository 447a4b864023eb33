package dev.sluice.standalone.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.events.wire.Json;
import dev.sluice.standalone.cli.Terminal;

/** The same for programs. */
final class JsonTrace {

    private JsonTrace() {}

    static String of(Trace trace) {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("correlationId", trace.correlationId().toString());
        var steps = root.putArray("steps");
        trace.steps().forEach(step -> describe(step, steps.addObject()));
        var ends = root.putArray("ends");
        Course.of(trace)
                .forEach((name, course) ->
                        ends.addObject()
                                .put("of", name)
                                .put("ended", course.ended())
                                .put("state", course.text()));
        var unread = root.putArray("unread");
        trace.unread().forEach(unread::add);
        return root.toPrettyString();
    }

    private static void describe(Step step, ObjectNode node) {
        Step.Place place = step.place();
        node.put("written", place.written().toString())
                .put("topic", place.topic())
                .put("partition", place.partition())
                .put("offset", place.offset());
        switch (step) {
            case Step.Accepted(_, var event, var deliveryId) ->
                    node.put("type", "delivery.accepted")
                            .put("event", event)
                            .put("deliveryId", deliveryId);
            case Step.Raised(_, var event) ->
                    node.put("type", event.type().shortName())
                            .put("id", event.id().toString())
                            .put("source", event.source().source())
                            .put("subject", event.fact().subject())
                            .put("time", event.time().toString())
                            .put("text", Terminal.clean(Phrases.of(event.fact())));
            case Step.PutAside(_, var letter) ->
                    node.put("type", "dead-letter")
                            .put("from", letter.origin().topic())
                            .put("reason", letter.failure().reason());
            case Step.Unreadable(_, var reason) ->
                    node.put("type", "unreadable").put("reason", reason);
        }
    }
}
