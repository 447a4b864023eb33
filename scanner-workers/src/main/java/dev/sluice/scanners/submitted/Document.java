package dev.sluice.scanners.submitted;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.sluice.events.ScanFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/**
 * A JSON document as it was handed in, compressed with gzip. It is read as a stream, more than once
 * if need be, and is never in memory as a whole.
 */
@SuppressWarnings("ArrayRecordComponent") // only read, never compared
public record Document(byte[] compressed) {

    /** What ingest takes too; in bytes, uncompressed. */
    public static final int MAX_BYTES = 50 * 1024 * 1024;

    static final int MAX_DEPTH = 100;

    /** More than any message or description that somebody reads; in characters. */
    static final int MAX_TEXT = 1_000_000;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxStringLength(MAX_TEXT)
                                    .maxNumberLength(100)
                                    .maxNameLength(10_000)
                                    .build())
                    .build();

    /** Reads from an open document. */
    public interface Reading {
        void read(JsonParser parser) throws IOException, UnreadableDocumentException;
    }

    /**
     * Reads the document once, from the first property of its one object to the last. The reading
     * begins at the opening brace.
     *
     * @throws UnreadableDocumentException when it is not one well-formed object within the limits,
     *     or when the reading says so
     */
    public void read(Reading reading) throws UnreadableDocumentException {
        try (var unpacked =
                        new BoundedStream(
                                new GZIPInputStream(new ByteArrayInputStream(compressed)),
                                MAX_BYTES);
                JsonParser parser = FACTORY.createParser(unpacked)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableDocumentException(
                        ScanFailure.MALFORMED, "it is not one JSON object");
            }
            reading.read(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableDocumentException(
                        ScanFailure.MALFORMED, "something follows its one JSON object");
            }
        } catch (IOException e) {
            throw UnreadableDocumentException.of("", e);
        }
    }
}
