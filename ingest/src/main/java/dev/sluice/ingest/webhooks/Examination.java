package dev.sluice.ingest.webhooks;

import dev.sluice.events.DeterministicId;
import dev.sluice.events.wire.Delivery;
import dev.sluice.ingest.forge.Forge;
import dev.sluice.ingest.forge.FormBody;
import dev.sluice.ingest.forge.Refusal;
import dev.sluice.ingest.forge.Verification;
import io.vertx.core.MultiMap;
import java.time.Instant;

/** Whether a delivery may be stored: genuine first, then well formed, and nothing further. */
sealed interface Examination {

    /** It may. */
    record Passed(Delivery delivery, Verification.Use use) implements Examination {}

    /** It may not. */
    record Refused(Refusal refusal) implements Examination {}

    static Examination of(Forge forge, MultiMap headers, byte[] body, Instant now) {
        if (body.length == 0) {
            return new Refused(Refusal.EMPTY);
        }
        return switch (forge.verify(headers, body)) {
            case Verification.Refused(Refusal refusal) -> new Refused(refusal);
            case Verification.Genuine genuine -> read(forge, genuine, headers, body, now);
        };
    }

    /** The signature is over the form where it is one; what has to be well formed is the JSON. */
    private static Examination read(
            Forge forge, Verification.Genuine genuine, MultiMap headers, byte[] body, Instant now) {
        if (!RequestChecks.isForm(headers)) {
            return opened(
                    Envelope.read(body), RequestChecks.JSON, forge, genuine, headers, body, now);
        }
        return FormBody.payload(body)
                .map(json ->
                        opened(
                                Envelope.read(json),
                                FormBody.TYPE,
                                forge,
                                genuine,
                                headers,
                                body,
                                now))
                .orElseGet(() -> new Refused(Refusal.NOT_A_FORM));
    }

    private static Examination opened(
            Envelope envelope,
            String contentType,
            Forge forge,
            Verification.Genuine genuine,
            MultiMap headers,
            byte[] body,
            Instant now) {
        return switch (envelope) {
            case Envelope.Refused(Refusal refusal) -> new Refused(refusal);
            case Envelope.Opened(Long repositoryId) ->
                    new Passed(
                            new Delivery(
                                    DeterministicId.of(
                                            "delivery", forge.instance(), genuine.deliveryId()),
                                    forge.instance(),
                                    repositoryId,
                                    genuine.event(),
                                    genuine.deliveryId(),
                                    contentType,
                                    now,
                                    TraceParent.of(headers).orElse(null),
                                    body),
                            genuine.use());
        };
    }
}
