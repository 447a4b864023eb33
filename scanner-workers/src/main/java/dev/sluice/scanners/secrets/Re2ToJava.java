package dev.sluice.scanners.secrets;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.stream.Collectors;

/** Writes RE2 nodes as an expression of Java over bytes that are taken for Latin characters. */
final class Re2ToJava {

    private final String unbounded;

    private Re2ToJava(String unbounded) {
        this.unbounded = unbounded;
    }

    /**
     * With a bound for repetitions without one.
     *
     * @param most at most so many, or the least number of the repetition when that is larger
     */
    static String bounded(Re2Node node, int most) {
        return new Re2ToJava(Integer.toString(most)).write(node);
    }

    static String unbounded(Re2Node node) {
        return new Re2ToJava("").write(node);
    }

    private String write(Re2Node node) {
        return switch (node) {
            case Re2Node.Literal literal -> literal(literal);
            case Re2Node.OneOf oneOf -> set(oneOf.bytes());
            case Re2Node.Place place -> place.java();
            case Re2Node.Sequence sequence ->
                    sequence.parts().stream().map(this::part).collect(Collectors.joining());
            case Re2Node.Alternatives alternatives ->
                    alternatives.branches().stream()
                            .map(this::write)
                            .collect(Collectors.joining("|", "(?:", ")"));
            case Re2Node.Group group -> "(" + write(group.inside()) + ")";
            case Re2Node.Repeat repeat -> part(repeat.what()) + times(repeat);
        };
    }

    /** In brackets where it is more than one thing. */
    private String part(Re2Node node) {
        return node instanceof Re2Node.Sequence || node instanceof Re2Node.Place
                ? "(?:" + write(node) + ")"
                : write(node);
    }

    private String times(Re2Node.Repeat repeat) {
        String most =
                repeat.most() != Re2Node.UNBOUNDED
                        ? Integer.toString(repeat.most())
                        : unbounded.isEmpty()
                                ? ""
                                : Integer.toString(
                                        Math.max(repeat.least(), Integer.parseInt(unbounded)));
        return "{%d,%s}%s".formatted(repeat.least(), most, repeat.lazy() ? "?" : "");
    }

    private static String literal(Re2Node.Literal literal) {
        var java = new StringBuilder();
        for (byte b : literal.text().getBytes(StandardCharsets.UTF_8)) {
            java.append(character(b & 0xFF));
        }
        if (literal.anyCase()) {
            return "(?i:" + java + ")";
        }
        return java.length() > 1 && literal.text().length() == 1 && literal.text().charAt(0) >= 128
                ? "(?:" + java + ")"
                : java.toString();
    }

    private static String set(BitSet bytes) {
        if (bytes.isEmpty()) {
            return "(?!)";
        }
        var java = new StringBuilder("[");
        for (int low = bytes.nextSetBit(0); low >= 0; ) {
            int high = bytes.nextClearBit(low) - 1;
            java.append(character(low));
            if (high > low) {
                java.append('-').append(character(high));
            }
            low = bytes.nextSetBit(high + 1);
        }
        return java.append(']').toString();
    }

    private static String character(int c) {
        boolean plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return plain ? String.valueOf((char) c) : "\\x%02x".formatted(c);
    }
}
