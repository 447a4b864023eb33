package dev.sluice.policy.language;

import java.util.Comparator;
import java.util.List;

/**
 * Puts the parts of formulas that are quick to answer first. The order of parts makes no difference
 * to the answer, only to how soon it is found.
 */
final class Effort {

    private static final int FIELD = 1;
    private static final int TEXT = 2;
    private static final int PATTERN = 10;
    private static final int CEL = 1_000;

    private Effort() {}

    static Formula quickestFirst(Formula formula) {
        return switch (formula) {
            case Formula.All all -> new Formula.All(sorted(all.parts()));
            case Formula.Any any -> new Formula.Any(sorted(any.parts()));
            case Formula.Not not -> new Formula.Not(quickestFirst(not.part()));
            case Formula.Always _, Atom _ -> formula;
        };
    }

    private static List<Formula> sorted(List<Formula> parts) {
        return parts.stream()
                .map(Effort::quickestFirst)
                .sorted(Comparator.comparingInt(Effort::of))
                .toList();
    }

    private static int of(Formula formula) {
        return formula.atoms().mapToInt(Effort::of).sum();
    }

    private static int of(Atom atom) {
        return switch (atom) {
            case Atom.OneOf _, Atom.Flag _, Atom.Compared _ -> FIELD;
            case Atom.Holds _ -> TEXT;
            case Atom.Text text ->
                    switch (text.test()) {
                        case STARTS_WITH, ENDS_WITH, CONTAINS -> TEXT;
                        case GLOB, PURL -> PATTERN;
                    };
            case Atom.Opaque _ -> CEL;
        };
    }
}
