package dev.sluice.ingest.standardwebhooks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.ingest.forge.Refusal;
import io.vertx.core.MultiMap;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Verifies deliveries with the headers {@code webhook-id}, {@code webhook-timestamp} and {@code
 * webhook-signature}: HMAC-SHA-256 over {@code id.timestamp.body}, so that neither can be exchanged
 * for another. A delivery is good for five minutes by our clock. Safe for use by many threads.
 */
public final class StandardWebhooks {

    /** How far the sender's clock may be from ours, either way. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** No dot: what is signed could be read in two ways. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");
    private static final String VERSION = "v1,";

    private final List<SigningSecret> secrets;
    private final Clock clock;

    /** What a delivery turned out to be. */
    public sealed interface Result {

        /**
         * One of the secrets signed it.
         *
         * @param id the same for every repetition of it
         */
        record Signed(String id, Instant sentAt) implements Result {}

        /** It is not to be believed. */
        record Refused(Refusal refusal) implements Result {}
    }

    /**
     * A check by these secrets, any of which is good, so that they can be rotated.
     *
     * @param secrets each {@code whsec_} and base64
     * @throws IllegalArgumentException when there is none, or one is not as it should be
     */
    public StandardWebhooks(List<String> secrets, Clock clock) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("there is no signing secret");
        }
        this.secrets = secrets.stream().map(SigningSecret::new).toList();
        this.clock = clock;
    }

    /** Decides whether a delivery is genuine, over the body exactly as received. */
    public Result verify(MultiMap headers, byte[] body) {
        List<String> signatures = headers.getAll("webhook-signature");
        if (signatures.isEmpty()) {
            return new Result.Refused(Refusal.SIGNATURE_MISSING);
        }
        if (signatures.size() > 1) {
            return new Result.Refused(Refusal.SIGNATURE_REPEATED);
        }
        Optional<String> id = single(headers, "webhook-id", ID);
        Optional<String> timestamp = single(headers, "webhook-timestamp", TIMESTAMP);
        if (id.isEmpty() || timestamp.isEmpty()) {
            return new Result.Refused(Refusal.BAD_HEADERS);
        }
        byte[] head = (id.get() + "." + timestamp.get() + ".").getBytes(US_ASCII);
        if (!isSigned(head, body, ofThisVersion(signatures.getFirst()))) {
            return new Result.Refused(Refusal.SIGNATURE_WRONG);
        }
        Instant sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp.get()));
        return Duration.between(sentAt, clock.instant()).abs().compareTo(TOLERANCE) > 0
                ? new Result.Refused(Refusal.STALE)
                : new Result.Signed(id.get(), sentAt);
    }

    private static Optional<String> single(MultiMap headers, String name, Pattern form) {
        List<String> values = headers.getAll(name);
        return values.size() == 1
                ? Optional.of(values.getFirst()).filter(form.asMatchPredicate())
                : Optional.empty();
    }

    /** Those that are no such signature, asymmetric ones among them, are not looked at. */
    private static List<byte[]> ofThisVersion(String header) {
        var found = new ArrayList<byte[]>();
        for (String one : header.split(" ", -1)) {
            if (one.startsWith(VERSION)) {
                decoded(one.substring(VERSION.length())).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * Compares all with all, in a time that does not depend on which fits, or where they differ.
     */
    private boolean isSigned(byte[] head, byte[] body, List<byte[]> signatures) {
        boolean signed = false;
        for (SigningSecret secret : secrets) {
            byte[] right = secret.sign(head, body);
            for (byte[] signature : signatures) {
                signed |= MessageDigest.isEqual(right, signature);
            }
        }
        return signed;
    }
}
