package dev.sluice.ingest.github;

import dev.sluice.ingest.forge.Refusal;
import io.vertx.core.MultiMap;
import java.util.HexFormat;
import java.util.List;

/**
 * What the header {@code X-Hub-Signature-256} says; the older {@code X-Hub-Signature} with SHA-1 is
 * not looked at.
 */
sealed interface Signature {

    String HEADER = "X-Hub-Signature-256";
    String PREFIX = "sha256=";
    int HEX_DIGITS = 64;

    /** One signature, well formed. */
    @SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest.isEqual alone
    record Present(byte[] bytes) implements Signature {}

    /** No signature, or not one that could be right. */
    record Unusable(Refusal refusal) implements Signature {}

    static Signature of(MultiMap headers) {
        List<String> values = headers.getAll(HEADER);
        if (values.isEmpty()) {
            return new Unusable(Refusal.SIGNATURE_MISSING);
        }
        if (values.size() > 1) {
            return new Unusable(Refusal.SIGNATURE_REPEATED);
        }
        String value = values.getFirst();
        if (!value.startsWith(PREFIX) || value.length() != PREFIX.length() + HEX_DIGITS) {
            return new Unusable(Refusal.SIGNATURE_WRONG);
        }
        for (int i = PREFIX.length(); i < value.length(); i++) {
            if (!HexFormat.isHexDigit(value.charAt(i))) {
                return new Unusable(Refusal.SIGNATURE_WRONG);
            }
        }
        return new Present(HexFormat.of().parseHex(value, PREFIX.length(), value.length()));
    }
}
