package dev.sluice.ingest.forge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * A body of the type {@code application/x-www-form-urlencoded} with one field, {@code payload}: the
 * other way in which forges send the same JSON. It is stored as it came, because the signature is
 * over the form.
 */
public final class FormBody {

    public static final String TYPE = "application/x-www-form-urlencoded";

    private static final byte[] FIELD = "payload=".getBytes(US_ASCII);
    private static final int HEXADECIMAL = 16;

    private FormBody() {}

    /** The JSON; empty when the body is not such a form, or not only such a form. */
    public static Optional<byte[]> payload(byte[] form) {
        boolean named =
                form.length >= FIELD.length
                        && Arrays.equals(form, 0, FIELD.length, FIELD, 0, FIELD.length);
        return named ? decoded(form, FIELD.length) : Optional.empty();
    }

    private static Optional<byte[]> decoded(byte[] form, int from) {
        var bytes = new ByteArrayOutputStream(form.length - from);
        for (int i = from; i < form.length; i++) {
            byte b = form[i];
            if (b == '%') {
                int value = i + 2 < form.length ? octet(form[i + 1], form[i + 2]) : -1;
                if (value < 0) {
                    return Optional.empty();
                }
                bytes.write(value);
                i += 2;
            } else if (b == '+') {
                bytes.write(' ');
            } else if (b == '&' || b <= ' ' || b == 0x7f) { // not ASCII: negative
                return Optional.empty();
            } else {
                bytes.write(b);
            }
        }
        return Optional.of(bytes.toByteArray());
    }

    private static int octet(byte high, byte low) {
        int first = Character.digit(high, HEXADECIMAL);
        int second = Character.digit(low, HEXADECIMAL);
        return first < 0 || second < 0 ? -1 : first * HEXADECIMAL + second;
    }
}
