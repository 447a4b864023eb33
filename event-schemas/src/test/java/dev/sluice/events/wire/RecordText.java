package dev.sluice.events.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Records as bytes for fuzzing: topic, key and headers a line each, an empty line, the value. */
final class RecordText {

    private RecordText() {}

    static byte[] of(ConsumerRecord<String, byte[]> record) {
        var head = new StringBuilder(record.topic()).append('\n').append(record.key());
        for (Header header : record.headers()) {
            head.append('\n')
                    .append(header.key())
                    .append(':')
                    .append(new String(header.value(), ISO_8859_1));
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\n\n").toString().getBytes(ISO_8859_1));
        bytes.writeBytes(record.value());
        return bytes.toByteArray();
    }

    /**
     * Whatever is not there is empty; a key without a line is none. A topic has no other characters
     * than Kafka allows in its name.
     */
    static ConsumerRecord<String, byte[]> parse(byte[] input, long offset) {
        String text = new String(input, ISO_8859_1);
        int end = text.indexOf("\n\n");
        String[] lines = (end < 0 ? text : text.substring(0, end)).split("\n", -1);
        byte[] value = end < 0 ? null : Arrays.copyOfRange(input, end + 2, input.length);
        var record =
                new ConsumerRecord<>(
                        lines[0].replaceAll("[^a-zA-Z0-9._-]", "x"),
                        0,
                        offset,
                        lines.length > 1 ? lines[1] : null,
                        value);
        Arrays.stream(lines)
                .skip(2)
                .map(line -> line.split(":", 2))
                .forEach(header ->
                        record.headers()
                                .add(
                                        header[0],
                                        header.length == 1
                                                ? null
                                                : header[1].getBytes(ISO_8859_1)));
        return record;
    }
}
