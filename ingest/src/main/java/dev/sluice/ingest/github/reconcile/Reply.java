package dev.sluice.ingest.github.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What came of a request. */
sealed interface Reply {

    /**
     * An answer.
     *
     * @param request what it answers
     * @param etag its mark
     * @param next the query of the next page; empty for the last one
     */
    record Fresh(String request, JsonNode body, Optional<String> etag, Optional<String> next)
            implements Reply {}

    /**
     * What was dealt with before still holds.
     *
     * @param ids what was kept of it
     */
    record Unchanged(Optional<String> next, List<Long> ids) implements Reply {}

    /** GitHub says no, and asking again now would not help. */
    record Refused(int status, String message) implements Reply {}

    /** Nothing more may be asked by this payer for now. */
    record Spent() implements Reply {}
}
