package dev.sluice.scanners.secrets;

import java.util.Base64;

/**
 * A macaroon in its binary format, version 2: fields of a type, a length and so many bytes, of
 * which the last is a signature of 32 bytes.
 */
final class Macaroon {

    private static final int VERSION = 2;
    private static final int SIGNATURE = 6;
    private static final int SIGNATURE_BYTES = 32;

    private Macaroon() {}

    /** Whether the value has one after its first hyphen. */
    static boolean follows(String value) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(value.substring(value.indexOf('-') + 1));
        } catch (IllegalArgumentException _) {
            return false;
        }
        int at = 1;
        while (bytes[0] == VERSION && at < bytes.length) {
            int type = bytes[at++];
            if (type == 0) {
                continue;
            }
            int length = 0;
            for (int shift = 0; at < bytes.length && shift <= 14; shift += 7) {
                byte b = bytes[at++];
                length |= (b & 0x7F) << shift;
                if (b >= 0) {
                    break;
                }
            }
            if (type == SIGNATURE) {
                return length == SIGNATURE_BYTES && bytes.length == at + length;
            }
            at += length;
        }
        return false;
    }
}
