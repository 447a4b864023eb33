package dev.sluice.ingest.forge;

import java.util.Locale;

/**
 * Why a request is not accepted: the HTTP status, and one sentence for whoever set the webhook up.
 * The sentence never quotes the request, and all that fail the signature read the same.
 */
public enum Refusal {
    UNKNOWN_FORGE(404, "No forge of this name is configured here."),
    METHOD_NOT_ALLOWED(405, "A webhook is delivered with POST."),
    TOO_LARGE(413, "A delivery may have at most 25 MB; forges do not send larger ones."),
    ENCODED(415, "The body must be sent as it is, without a Content-Encoding."),
    NOT_JSON_TYPE(
            415,
            "A delivery is application/json, or application/x-www-form-urlencoded with one field"
                    + " called payload: choose one of them in the webhook's settings at the forge."),
    SIGNATURE_MISSING(401, Sentences.NOT_SIGNED),
    SIGNATURE_WRONG(401, Sentences.NOT_SIGNED),
    STALE(
            401,
            "The delivery was signed too long ago, or in the future: compare the clocks, and deliver it"
                    + " again."),
    SIGNATURE_REPEATED(400, "The delivery must carry one signature header, not several."),
    BAD_HEADERS(
            400,
            "The headers with the event and the delivery id must be there once, in the forge's form."),
    BAD_FRAMING(400, "The body must have a length, or chunks and no other transfer encoding."),
    EMPTY(400, "The body is empty."),
    NOT_A_FORM(
            400, "The form does not consist of one field called payload, as the forge sends it."),
    NOT_JSON(400, "The body is not one well-formed JSON object in UTF-8."),
    AMBIGUOUS(400, "The repository of the delivery is ambiguous or not named by a number."),
    TOO_SLOW(408, "The body did not arrive in time."),
    TOO_MANY_REQUESTS(429, "Too many requests come from this address; deliver it again later."),
    TOO_MANY_LARGE(
            429, "Too many large deliveries come from this address; deliver it again later."),
    TOO_MANY_DELIVERIES(429, "Too many deliveries are of this repository; deliver it again later."),
    TOO_MUCH_AT_ONCE(429, "Too much is on its way from one source; deliver it again later."),
    NOT_EXAMINED(500, "The delivery could not be examined; the fault is on this side."),
    BUSY(503, "Too many deliveries are being stored; deliver it again."),
    NOT_STORED(503, "The delivery could not be stored; deliver it again.");

    private final int status;
    private final String sentence;

    Refusal(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    public int status() {
        return status;
    }

    public String sentence() {
        return sentence;
    }

    /** For metrics and logs, such as {@code signature-wrong}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final class Sentences {
        private static final String NOT_SIGNED =
                "The delivery is not signed with a secret that is configured here.";
    }
}
