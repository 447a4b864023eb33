package dev.sluice.ingest.github.reconcile;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where a list goes on: of the link only the query, since the rest is known. */
final class NextPage {

    private static final Pattern NEXT = Pattern.compile("<([^<>]+)>\\s*;\\s*rel=\"next\"");

    private NextPage() {}

    static Optional<String> query(HttpHeaders headers) {
        return headers.firstValue("link")
                .flatMap(link -> {
                    Matcher next = NEXT.matcher(link);
                    return next.find() ? query(next.group(1)) : Optional.empty();
                });
    }

    private static Optional<String> query(String link) {
        try {
            return Optional.ofNullable(URI.create(link).getRawQuery());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
