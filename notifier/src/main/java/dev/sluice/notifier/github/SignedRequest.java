package dev.sluice.notifier.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.events.Repository;
import dev.sluice.events.wire.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/** What is asked, with an address and with who asks. */
final class SignedRequest {

    private SignedRequest() {}

    static HttpRequest of(ApiAddress address, Repository repository, Ask ask, Token token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.of(ask, repository))
                        .header("Authorization", "Bearer " + token.value())
                        .header("Accept", "application/vnd.github+json")
                        .header("X-GitHub-Api-Version", "2022-11-28")
                        .header("User-Agent", "sluice-notifier")
                        .method(ask.method(), body(ask));
        if (ask.body() != null) {
            request.header("Content-Type", "application/json; charset=utf-8");
        }
        ask.headers().forEach(request::setHeader);
        return request.build();
    }

    private static BodyPublisher body(Ask ask) {
        if (ask.body() == null) {
            return BodyPublishers.noBody();
        }
        try {
            return BodyPublishers.ofString(Json.mapper().writeValueAsString(ask.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request can always be written as JSON", e);
        }
    }
}
