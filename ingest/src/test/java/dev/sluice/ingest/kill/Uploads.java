package dev.sluice.ingest.kill;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.events.Topic;
import dev.sluice.events.wire.SubmissionReader;
import dev.sluice.events.wire.SubmissionReader.Step;
import dev.sluice.ingest.access.AdministratorsToken;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is handed in, and what of it is whole on its topic. */
final class Uploads implements AutoCloseable {

    /** How many records a document of ours takes. */
    static final int PARTS = 4;

    private static final int BYTES = 2_000_000;
    private static final int PATIENCE_MILLIS = 60_000;
    private static final Random COMMITS = new Random();

    private final KafkaConsumer<String, byte[]> consumer;
    private final int port;
    private final SubmissionReader<Long> reader = new SubmissionReader<>();
    private final List<Found> found = new ArrayList<>();

    /** A document that is whole. */
    @SuppressWarnings("ArrayRecordComponent") // compared by has()
    record Found(UUID id, String commit, byte[] document) {

        boolean has(byte[] expected) {
            return Arrays.equals(document, expected);
        }
    }

    Uploads(String bootstrapServers, int port) {
        this.port = port;
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topic.Names.SUBMISSIONS).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    static String commit() {
        var commit = new byte[20];
        COMMITS.nextBytes(commit);
        return HexFormat.of().formatHex(commit);
    }

    /** One that does not pack, so that it takes several records. */
    static byte[] document(String commit) {
        var document = new byte[BYTES];
        new Random(commit.hashCode()).nextBytes(document);
        return document;
    }

    Sending send(String commit, int length) throws IOException {
        return new Sending(port, commit, length);
    }

    /** All that is whole of a commit, as often as it is there. */
    List<Found> documentsOf(String commit) throws IOException {
        readOn();
        return found.stream().filter(one -> one.commit().equals(commit)).toList();
    }

    private void readOn() throws IOException {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                if (reader.next(record, record.offset()) instanceof Step.Complete<Long> whole) {
                    try (var gzip =
                            new GZIPInputStream(new ByteArrayInputStream(whole.compressed()))) {
                        found.add(
                                new Found(
                                        whole.event().fact().submission().id(),
                                        whole.event().fact().submission().sha(),
                                        gzip.readAllBytes()));
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** One upload on its way; the sender lives on when the receiver dies. */
    static final class Sending implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader answers;
        private final byte[] head;

        private Sending(int port, String commit, int length) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            head =
                    """
                    POST /api/v1/facts/scans?repository=acme/shop&repository-id=1&owner-id=2&commit=%s HTTP/1.1
                    Host: 127.0.0.1
                    Authorization: Bearer %s
                    Content-Type: application/sarif+json
                    Content-Length: %d
                    Expect: 100-continue

                    """
                            .formatted(commit, AdministratorsToken.TOKEN, length)
                            .replace("\n", "\r\n")
                            .getBytes(US_ASCII);
        }

        void head() {
            head(head.length);
        }

        void head(int bytes) {
            write(head, bytes);
        }

        void body(byte[] document, int bytes) {
            write(document, bytes);
        }

        /** Waits until the body is asked for. */
        void all(byte[] document) {
            head();
            if (status() != 100) {
                throw new AssertionError("the body was not asked for");
            }
            body(document, document.length);
        }

        private void write(byte[] bytes, int count) {
            try {
                socket.getOutputStream().write(bytes, 0, count);
                socket.getOutputStream().flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits for the next answer; 0 when the connection ended without one. */
        int status() {
            try {
                String line = answers.readLine();
                while (line != null && !line.startsWith("HTTP/1.1 ")) {
                    line = answers.readLine();
                }
                return line == null ? 0 : Integer.parseInt(line.split(" ", 3)[1]);
            } catch (IOException died) {
                return 0;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
