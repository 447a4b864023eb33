package dev.sluice.scanners.secrets;

import java.util.List;

/** A part of an expression, as far as it matters where in a match the keyword is. */
sealed interface Part {

    /** The most characters that it can match. */
    int width();

    /**
     * One character out of several.
     *
     * @param characters in lower case; empty when they are too many to tell
     */
    record One(String characters) implements Part {
        @Override
        public int width() {
            return 1;
        }
    }

    /** One after the other; none is what has no width, such as a look ahead. */
    record Sequence(List<Part> parts) implements Part {
        static final Sequence NOTHING = new Sequence(List.of());

        public Sequence {
            parts = List.copyOf(parts);
        }

        @Override
        public int width() {
            return parts.stream().mapToInt(Part::width).sum();
        }
    }

    /** One or the other. */
    record Either(List<Part> parts) implements Part {
        public Either {
            parts = List.copyOf(parts);
        }

        @Override
        public int width() {
            return parts.stream().mapToInt(Part::width).max().orElse(0);
        }
    }

    /** Several times. */
    record Repeated(Part part, int least, int most) implements Part {
        @Override
        public int width() {
            return part.width() * most;
        }
    }
}
