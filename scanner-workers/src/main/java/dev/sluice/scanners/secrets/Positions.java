package dev.sluice.scanners.secrets;

/**
 * Turns ascending offsets into lines and columns, reading the text once. Columns count UTF-16 code
 * units as SARIF does; binary files have no lines.
 */
final class Positions {

    private final Text text;
    private final boolean utf8;
    private final boolean binary;
    private int offset;
    private int line = 1;
    private int column = 1;

    Positions(Text text) {
        this.text = text;
        this.utf8 = text.isUtf8();
        this.binary = text.binary();
        if (utf8 && startsWithMark(text.bytes())) {
            offset = 3;
        }
    }

    /** Goes to an offset that is not before the last one. */
    void advance(int to) {
        byte[] bytes = text.bytes();
        while (offset < to) {
            int b = bytes[offset++] & 0xFF;
            if (b == '\n') {
                line++;
                column = 1;
            } else if (!utf8) {
                column++;
            } else if (b >= 0xF0) {
                column += 2;
            } else if (b < 0x80 || b >= 0xC0) {
                column++;
            }
        }
    }

    int line() {
        return binary ? 0 : line;
    }

    int column() {
        return binary ? 0 : column;
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3
                && (bytes[0] & 0xFF) == 0xEF
                && (bytes[1] & 0xFF) == 0xBB
                && (bytes[2] & 0xFF) == 0xBF;
    }
}
