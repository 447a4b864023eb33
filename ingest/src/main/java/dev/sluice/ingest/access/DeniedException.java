package dev.sluice.ingest.access;

import io.quarkus.security.ForbiddenException;

/** A token that is good, but not for this; the answer is 403 with the detail. */
public final class DeniedException extends ForbiddenException {

    private static final long serialVersionUID = 1L;

    private final String caller;
    private final String detail;

    public DeniedException(String caller, String detail) {
        super(detail);
        this.caller = caller;
        this.detail = detail;
    }

    /** For the audit log. */
    public String caller() {
        return caller;
    }

    /** For whoever sent the request. */
    public String detail() {
        return detail;
    }
}
