package dev.sluice.policy.language;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/** The smallest part of a condition: one question about one field. */
public sealed interface Atom extends Formula {

    /** The answer for this finding and change. */
    Truth on(Sight sight);

    @Override
    default Truth under(Valuation valuation) {
        return valuation.of(this);
    }

    @Override
    default Stream<Atom> atoms() {
        return Stream.of(this);
    }

    /** The field's text is one of these. */
    record OneOf(Field field, Set<String> words) implements Atom {
        public OneOf {
            words = Set.copyOf(words);
        }

        @Override
        public Truth on(Sight sight) {
            return Truth.of(words.contains((String) field.of(sight)));
        }
    }

    /** The field is true. */
    record Flag(Field field) implements Atom {
        @Override
        public Truth on(Sight sight) {
            return Truth.of((Boolean) field.of(sight));
        }
    }

    /** The field's number compares like this with another. */
    record Compared(Field field, Comparison comparison, double number) implements Atom {
        @Override
        public Truth on(Sight sight) {
            return Truth.of(comparison.holds(((Number) field.of(sight)).doubleValue(), number));
        }
    }

    /** The field's list holds this. */
    record Holds(Field field, String item) implements Atom {
        @Override
        public Truth on(Sight sight) {
            return Truth.of(((Collection<?>) field.of(sight)).contains(item));
        }
    }

    /** The field's text passes this test. */
    record Text(Field field, TextTest test, String argument) implements Atom {
        @Override
        public Truth on(Sight sight) {
            return Truth.of(test.holds((String) field.of(sight), argument));
        }
    }

    /** A part that only CEL understands, in its words. */
    record Opaque(String expression) implements Atom {
        @Override
        public Truth on(Sight sight) {
            return Truth.OPEN;
        }
    }
}
