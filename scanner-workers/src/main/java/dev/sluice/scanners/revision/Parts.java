package dev.sluice.scanners.revision;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.ChangedFile;
import dev.sluice.events.Finding;
import dev.sluice.events.ScanReported;
import dev.sluice.events.wire.EventWriter;
import dev.sluice.events.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** Cuts lists so that each piece fits into one event. */
public final class Parts {

    /** Left for what surrounds the list in its event: ids, names, the revision. */
    private static final int ENVELOPE = 20_000;

    private static final int ROOM = EventWriter.MAX_RECORD_BYTES - ENVELOPE;

    private Parts() {}

    /** A single finding is larger than an event may be. */
    public static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message);
        }
    }

    public static List<List<Finding>> of(List<Finding> findings) throws TooLargeException {
        var parts = new ArrayList<List<Finding>>();
        var part = new ArrayList<Finding>();
        int bytes = 0;
        for (Finding finding : findings) {
            int size = size(finding) + 1;
            if (size > ROOM) {
                throw new TooLargeException(
                        "a finding of rule "
                                + finding.ruleId()
                                + " is larger than an event may be");
            }
            if (part.size() == ScanReported.MAX_FINDINGS || bytes + size > ROOM) {
                parts.add(List.copyOf(part));
                part.clear();
                bytes = 0;
            }
            part.add(finding);
            bytes += size;
        }
        if (!part.isEmpty()) {
            parts.add(List.copyOf(part));
        }
        return parts;
    }

    /** As many of the first files as fit beside the text. */
    static List<ChangedFile> firstOf(List<ChangedFile> files, int atMost, String besides) {
        int bytes = size(besides);
        var first = new ArrayList<ChangedFile>();
        for (ChangedFile file : files) {
            bytes += size(file) + 1;
            if (first.size() == atMost || bytes > ROOM) {
                break;
            }
            first.add(file);
        }
        return first;
    }

    /** What a value takes in an event, in bytes. */
    static int size(Object value) {
        try {
            return Json.mapper().writeValueAsBytes(value).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what events hold can always be written", e);
        }
    }
}
