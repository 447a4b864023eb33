package dev.sluice.ingest.submissions;

import dev.sluice.events.SubmissionFormat;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a request say about its document.
 *
 * @param format empty for a type that is not taken
 * @param packing empty for an encoding that is not taken
 * @param announced how many bytes are to come, as far as it is said; 0 otherwise
 * @param traceparent as it came, if it is one
 */
record UploadHeaders(
        Optional<SubmissionFormat> format,
        Optional<Packing> packing,
        long announced,
        @Nullable String traceparent) {

    /** How a document arrives. */
    enum Packing {
        NONE,
        GZIP
    }

    /** The media types, whatever parameters follow them. */
    private static final Map<String, SubmissionFormat> FORMATS =
            Map.of(
                    "application/sarif+json",
                    SubmissionFormat.SARIF,
                    "application/vnd.cyclonedx+json",
                    SubmissionFormat.CYCLONEDX);

    private static final Map<String, Packing> PACKINGS =
            Map.of("identity", Packing.NONE, "gzip", Packing.GZIP);

    private static final Pattern TRACE =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    static UploadHeaders of(HttpHeaders headers) {
        return new UploadHeaders(
                Optional.ofNullable(FORMATS.get(mediaType(headers))),
                Optional.ofNullable(PACKINGS.get(encoding(headers))),
                announced(headers),
                Optional.ofNullable(headers.getHeaderString("traceparent"))
                        .filter(TRACE.asMatchPredicate())
                        .orElse(null));
    }

    /** Whether more is to come than may. */
    boolean announcesTooMuch() {
        int most =
                packing.filter(Packing.GZIP::equals).isPresent()
                        ? UploadBody.MAX_COMPRESSED_BYTES
                        : UploadBody.MAX_BYTES;
        return announced > most;
    }

    /** The server has seen to it that it is a number. */
    private static long announced(HttpHeaders headers) {
        String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private static String mediaType(HttpHeaders headers) {
        List<String> types = headers.getRequestHeader(HttpHeaders.CONTENT_TYPE);
        return types == null || types.size() != 1
                ? ""
                : types.getFirst().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String encoding(HttpHeaders headers) {
        List<String> encodings = headers.getRequestHeader(HttpHeaders.CONTENT_ENCODING);
        return encodings == null || encodings.isEmpty()
                ? "identity"
                : String.join(",", encodings).strip().toLowerCase(Locale.ROOT);
    }
}
