package dev.sluice.ingest.forge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;

/** Forms in which every byte is written with a percent sign. */
final class Encoded {

    private Encoded() {}

    static byte[] form(byte[] bytes) {
        var form = new StringBuilder("payload=");
        for (byte b : bytes) {
            form.append('%').append(HexFormat.of().toHexDigits(b));
        }
        return form.toString().getBytes(US_ASCII);
    }
}
