package dev.sluice.notifier.page;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/** What a browser and a search engine may do with a page: show it, and nothing else. */
final class SafeHeaders {

    private static final String POLICY =
            "default-src 'none'; style-src '"
                    + PageStyle.HASH
                    + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private SafeHeaders() {}

    static Response on(ResponseBuilder response) {
        return response.header("Content-Security-Policy", POLICY)
                .header("Cache-Control", "no-store")
                .header("X-Robots-Tag", "noindex, nofollow")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .build();
    }
}
