package dev.sluice.policy.language;

import org.jspecify.annotations.Nullable;

/**
 * What an atom looks at.
 *
 * @param finding absent where a condition is asked about the change alone
 */
public record Sight(Vocabulary.@Nullable Finding finding, Vocabulary.Change change)
        implements Formula.Valuation {

    @Override
    public Truth of(Atom atom) {
        return atom.on(this);
    }

    /** The finding, which is there wherever a condition mentions one. */
    Vocabulary.Finding required() {
        if (finding == null) {
            throw new IllegalStateException("a condition about the change looks at no finding");
        }
        return finding;
    }
}
