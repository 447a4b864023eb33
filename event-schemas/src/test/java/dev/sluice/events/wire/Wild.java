package dev.sluice.events.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** What somebody who may write to a topic could put into a record. */
final class Wild {

    /** Stands in every text below that no message may repeat. */
    static final String MARKER = "Zz9";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Wild() {}

    static Arbitrary<JsonNode> json() {
        return Arbitraries.of(
                JSON.nullNode(),
                JSON.objectNode(),
                JSON.objectNode().put(MARKER + "\n", 1),
                JSON.arrayNode(),
                JSON.arrayNode().addNull(),
                JSON.booleanNode(true),
                JSON.numberNode(-1),
                JSON.numberNode(1.5),
                JSON.numberNode(Long.MIN_VALUE),
                JSON.textNode(""),
                JSON.textNode(MARKER + "\r\n\u001b[31m\u202e\u2028\0"),
                JSON.textNode(MARKER + "\ud800"),
                JSON.textNode("+999999999-12-31T23:59:59Z"));
    }

    static Arbitrary<byte[]> header() {
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40),
                Arbitraries.of(
                                "",
                                "0",
                                "1",
                                "2",
                                "-1",
                                "64",
                                "2147483647",
                                "2147483648",
                                "9223372036854775807",
                                "1-1-1-1-1",
                                "+1000000000-12-31T23:59:59Z",
                                "-1000000000-01-01T00:00:00Z",
                                "a\nb",
                                "\u202e\u2028\u001b[2J",
                                "x".repeat(5_000))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same place in the topic with other content. */
    static ConsumerRecord<String, byte[]> like(
            ConsumerRecord<String, byte[]> record,
            @Nullable String key,
            byte @Nullable [] value,
            Headers headers) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
    }

    /** Whether a terminal shows it as the one line it is. */
    static boolean isOneLine(@Nullable String text) {
        return text != null
                && !text.isBlank()
                && text.length() <= 1_000
                && text.codePoints()
                        .noneMatch(character ->
                                switch (Character.getType(character)) {
                                    case Character.CONTROL,
                                            Character.FORMAT,
                                            Character.SURROGATE,
                                            Character.LINE_SEPARATOR,
                                            Character.PARAGRAPH_SEPARATOR ->
                                            true;
                                    default -> false;
                                });
    }
}
