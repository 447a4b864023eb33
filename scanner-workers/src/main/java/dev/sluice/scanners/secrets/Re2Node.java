package dev.sluice.scanners.secrets;

import java.util.BitSet;
import java.util.List;

/** A part of an expression in RE2's syntax, over bytes. */
sealed interface Re2Node {

    /** A text; ASCII letters in either case where case does not count. */
    record Literal(String text, boolean anyCase) implements Re2Node {}

    /** One of these bytes. */
    record OneOf(BitSet bytes) implements Re2Node {}

    /** A place between two bytes, as Java writes it. */
    record Place(String java) implements Re2Node {}

    /** One after the other. */
    record Sequence(List<Re2Node> parts) implements Re2Node {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /** The first of these that fits. */
    record Alternatives(List<Re2Node> branches) implements Re2Node {
        public Alternatives {
            branches = List.copyOf(branches);
        }
    }

    /** A group that captures. */
    record Group(Re2Node inside) implements Re2Node {}

    /** Several times; at most {@link #UNBOUNDED} is without end. */
    record Repeat(Re2Node what, int least, int most, boolean lazy) implements Re2Node {}

    /** For the most of a repetition without end. */
    int UNBOUNDED = Integer.MAX_VALUE;
}
