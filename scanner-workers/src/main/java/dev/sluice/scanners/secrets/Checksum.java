package dev.sluice.scanners.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/** What an issuer lets anybody verify about a value without asking the issuer. */
enum Checksum {
    /**
     * GitHub and npm: after the prefix and its underscore, the last six characters are the CRC-32
     * of those before, in base 62 with leading zeros.
     */
    CRC32_BASE62("crc32-base62") {
        @Override
        boolean accepts(String value) {
            int body = value.indexOf('_') + 1;
            int sum = value.length() - 6;
            return body > 0
                    && sum > body
                    && base62(crc32(value.substring(body, sum))).equals(value.substring(sum));
        }
    },

    /**
     * AWS: in access key ids given out since 2019, whose fifth character is Q or later, the base-32
     * digits after the prefix hold the account, a number of at most twelve decimal digits. Older
     * ones hold nothing that can be verified.
     */
    AWS_ACCOUNT("aws-account") {
        @Override
        boolean accepts(String value) {
            if (BASE32.indexOf(value.charAt(4)) < BASE32.indexOf('Q')) {
                return true;
            }
            long bits = 0;
            for (int i = 4; i < 14; i++) {
                bits = bits << 5 | BASE32.indexOf(value.charAt(i));
            }
            long account = (bits >> 2 & 0x7FFF_FFFF_FF80L) >> 7;
            return account > 0 && account <= 999_999_999_999L;
        }
    };

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String BASE62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final String key;

    Checksum(String key) {
        this.key = key;
    }

    /** Whether the value can have come from the issuer. */
    abstract boolean accepts(String value);

    /** Whether no made-up value is accepted, but for one in billions. */
    boolean proves() {
        return this == CRC32_BASE62;
    }

    /** The name in rules. */
    String key() {
        return key;
    }

    static Optional<Checksum> of(String key) {
        for (Checksum checksum : values()) {
            if (checksum.key.equals(key)) {
                return Optional.of(checksum);
            }
        }
        return Optional.empty();
    }

    static long crc32(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return crc.getValue();
    }

    /** Six digits, which hold every CRC-32. */
    static String base62(long number) {
        var digits = new char[6];
        long rest = number;
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % 62));
            rest /= 62;
        }
        return new String(digits);
    }
}
