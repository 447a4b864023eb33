package dev.sluice.policy.language;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a condition means, as far as the engine understands it: what it does not is an {@link
 * Atom.Opaque} part that only CEL can answer. Parts are joined as CEL joins them, where an answer
 * that is certain outweighs one that cannot be had, an error included.
 */
public sealed interface Formula
        permits Formula.All, Formula.Any, Formula.Not, Formula.Always, Atom {

    /** What is known of atoms. */
    @FunctionalInterface
    interface Valuation {
        Truth of(Atom atom);
    }

    Truth under(Valuation valuation);

    /** Every atom, from left to right. */
    Stream<Atom> atoms();

    /** Holds when all parts do. */
    record All(List<Formula> parts) implements Formula {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth under(Valuation valuation) {
            Truth truth = Truth.YES;
            for (Formula part : parts) {
                switch (part.under(valuation)) {
                    case NO -> {
                        return Truth.NO;
                    }
                    case OPEN -> truth = Truth.OPEN;
                    case YES -> {}
                }
            }
            return truth;
        }

        @Override
        public Stream<Atom> atoms() {
            return parts.stream().flatMap(Formula::atoms);
        }
    }

    /** Holds when one part does. */
    record Any(List<Formula> parts) implements Formula {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public Truth under(Valuation valuation) {
            Truth truth = Truth.NO;
            for (Formula part : parts) {
                switch (part.under(valuation)) {
                    case YES -> {
                        return Truth.YES;
                    }
                    case OPEN -> truth = Truth.OPEN;
                    case NO -> {}
                }
            }
            return truth;
        }

        @Override
        public Stream<Atom> atoms() {
            return parts.stream().flatMap(Formula::atoms);
        }
    }

    /** Holds when its part does not. */
    record Not(Formula part) implements Formula {
        @Override
        public Truth under(Valuation valuation) {
            return part.under(valuation).not();
        }

        @Override
        public Stream<Atom> atoms() {
            return part.atoms();
        }
    }

    /** Holds for everything, or for nothing. */
    record Always(boolean holds) implements Formula {
        @Override
        public Truth under(Valuation valuation) {
            return Truth.of(holds);
        }

        @Override
        public Stream<Atom> atoms() {
            return Stream.empty();
        }
    }
}
