package dev.sluice.scanners.submitted;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.sluice.events.ScanFailure;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;

/** A document that is no result. The message is one line for people and quotes nothing of it. */
public final class UnreadableDocumentException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ScanFailure reason;
    private final String message;

    public UnreadableDocumentException(ScanFailure reason, String message) {
        super(message);
        this.reason = reason;
        this.message = message;
    }

    private UnreadableDocumentException(ScanFailure reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.message = message;
    }

    /** The parser's own messages quote the value, which may be anything; this one does not. */
    static UnreadableDocumentException of(String where, IOException problem) {
        return switch (problem) {
            case TooLargeException e ->
                    new UnreadableDocumentException(
                            ScanFailure.LIMIT,
                            "it has more than " + e.limit() + " bytes uncompressed",
                            e);
            case StreamConstraintsException e ->
                    new UnreadableDocumentException(
                            ScanFailure.LIMIT,
                            "a text or number in it is too long, or it is nested too deep"
                                    + after(where),
                            e);
            case JsonMappingException e when e.getCause() instanceof TooLargeException cause ->
                    of(where, cause);
            case JsonMappingException e
                    when e.getCause() instanceof StreamConstraintsException cause ->
                    of(where, cause);
            case JsonMappingException e ->
                    new UnreadableDocumentException(
                            ScanFailure.MALFORMED,
                            "a value is missing or of another kind than the format says"
                                    + after(where)
                                    + path(e),
                            e);
            case JsonProcessingException e ->
                    new UnreadableDocumentException(
                            ScanFailure.MALFORMED,
                            e.getLocation() == null
                                    ? "it is not well-formed JSON"
                                    : "it is not well-formed JSON at line %d, column %d"
                                            .formatted(
                                                    e.getLocation().getLineNr(),
                                                    e.getLocation().getColumnNr()),
                            e);
            case IOException e ->
                    new UnreadableDocumentException(
                            ScanFailure.MALFORMED, "it is not compressed as gzip does", e);
        };
    }

    private static String after(String where) {
        return where.isEmpty() ? "" : ", " + where;
    }

    /** Names of properties that the format knows and positions in lists; other names are stars. */
    private static String path(JsonMappingException e) {
        var path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            path.append(
                    step.getFieldName() == null
                            ? "[" + step.getIndex() + "]"
                            : "." + (isKnown(step) ? step.getFieldName() : "*"));
        }
        return path.isEmpty() ? "" : " at " + PlainText.line(path.toString(), 200);
    }

    /** Maps and objects that take any property have names that the document has chosen. */
    private static boolean isKnown(JsonMappingException.Reference step) {
        Class<?> holder =
                step.getFrom() instanceof Class<?> type ? type : step.getFrom().getClass();
        return !Map.class.isAssignableFrom(holder)
                && Arrays.stream(holder.getMethods())
                        .noneMatch(method -> method.isAnnotationPresent(JsonAnySetter.class));
    }

    public ScanFailure reason() {
        return reason;
    }

    public String message() {
        return message;
    }
}
