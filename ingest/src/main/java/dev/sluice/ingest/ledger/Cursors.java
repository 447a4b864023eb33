package dev.sluice.ingest.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.ingest.access.Reach;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes positions as texts that only we can make, each good for whoever got it and for the same
 * question. What a caller may see is asked again on every page, so a cursor never opens anything.
 */
final class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int POSITION_BYTES = 3 * Long.BYTES;
    private static final int SIGNATURE_BYTES = 16;
    private static final byte SEPARATOR = 0;

    private final SecretKeySpec key;

    Cursors(String key) {
        this.key = new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM);
    }

    String write(Position position, Reach reach, Filter filter) {
        byte[] plain =
                ByteBuffer.allocate(POSITION_BYTES)
                        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.acceptedAt()))
                        .putLong(position.id().getMostSignificantBits())
                        .putLong(position.id().getLeastSignificantBits())
                        .array();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ByteBuffer.allocate(POSITION_BYTES + SIGNATURE_BYTES)
                                .put(plain)
                                .put(signature(plain, reach, filter))
                                .array());
    }

    /** Empty for what was not written here for the same caller and question. */
    Optional<Position> read(String cursor, Reach reach, Filter filter) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != POSITION_BYTES + SIGNATURE_BYTES) {
            return Optional.empty();
        }
        byte[] plain = Arrays.copyOf(bytes, POSITION_BYTES);
        byte[] given = Arrays.copyOfRange(bytes, POSITION_BYTES, bytes.length);
        if (!MessageDigest.isEqual(given, signature(plain, reach, filter))) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(plain);
        return Optional.of(
                new Position(
                        Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS),
                        new UUID(buffer.getLong(), buffer.getLong())));
    }

    private byte[] signature(byte[] plain, Reach reach, Filter filter) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(plain);
            for (String part : parts(reach, filter)) {
                mac.update(part.getBytes(UTF_8));
                mac.update(SEPARATOR);
            }
            return Arrays.copyOf(mac.doFinal(), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** None of them can contain the separator; the sets come last but one and are of one text. */
    private static List<String> parts(Reach reach, Filter filter) {
        return List.of(
                Objects.toString(filter.repository(), ""),
                Objects.toString(filter.event(), ""),
                filter.fate() == null ? "" : filter.fate().tag(),
                Objects.toString(filter.since(), ""),
                switch (reach) {
                    case Reach.Everything() -> "everything";
                    case Reach.Only(var organisations, var repositories) ->
                            new TreeSet<>(organisations)
                                    + repositories
                                            .map(some -> new TreeSet<>(some).toString())
                                            .orElse("*");
                });
    }
}
