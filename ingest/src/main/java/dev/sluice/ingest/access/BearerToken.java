package dev.sluice.ingest.access;

import java.util.List;
import java.util.Optional;

/** The token of a request, if it has exactly one. */
final class BearerToken {

    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    static Optional<String> of(List<String> authorization) {
        return authorization.size() == 1
                        && authorization
                                .getFirst()
                                .regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.getFirst().substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
