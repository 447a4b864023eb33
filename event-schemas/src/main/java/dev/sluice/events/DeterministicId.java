package dev.sluice.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Name-based ids (UUID version 5, RFC 9562): the same parts give the same id on every machine and
 * at every time.
 */
public final class DeterministicId {

    private static final UUID SLUICE = UUID.fromString("6f1f7c0e-6a0c-5d0a-9d7e-5101ce000001");

    private DeterministicId() {}

    /**
     * The id of these parts; each is preceded by its length, so that no two lists of parts run
     * together.
     */
    public static UUID of(String... parts) {
        var name = new StringBuilder();
        for (String part : parts) {
            name.append(part.length()).append(':').append(part);
        }
        return version5(name.toString());
    }

    private static UUID version5(String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(
                    ByteBuffer.allocate(16)
                            .putLong(SLUICE.getMostSignificantBits())
                            .putLong(SLUICE.getLeastSignificantBits())
                            .array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
            long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
