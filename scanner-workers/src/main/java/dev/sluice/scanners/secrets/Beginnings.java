package dev.sluice.scanners.secrets;

import java.util.HashSet;
import java.util.Set;

/** How matches of a part begin, and which ones there are, in lower case, as far as that is few. */
final class Beginnings {

    private static final int MOST = 256;
    private static final int LONGEST = 48;

    /**
     * The start of matches.
     *
     * @param whole whether they are nothing but this start
     */
    record Beginning(String text, boolean whole) {}

    private static final Beginning NOTHING = new Beginning("", true);
    private static final Beginning ANYTHING = new Beginning("", false);

    private Beginnings() {}

    /** Every match begins with one of these. */
    static Set<Beginning> of(Part part) {
        Set<Beginning> all =
                switch (part) {
                    case Part.One one -> of(one);
                    case Part.Sequence sequence -> {
                        Set<Beginning> beginnings = Set.of(NOTHING);
                        for (Part next : sequence.parts()) {
                            beginnings = followed(beginnings, next);
                        }
                        yield beginnings;
                    }
                    case Part.Either either -> {
                        var beginnings = new HashSet<Beginning>();
                        either.parts().forEach(one -> beginnings.addAll(of(one)));
                        yield beginnings;
                    }
                    case Part.Repeated repeated -> of(repeated);
                };
        return all.size() > MOST ? Set.of(ANYTHING) : all;
    }

    private static Set<Beginning> of(Part.One one) {
        var beginnings = new HashSet<Beginning>();
        one.characters()
                .chars()
                .forEach(c -> beginnings.add(new Beginning(Character.toString(c), true)));
        return beginnings.isEmpty() ? Set.of(ANYTHING) : beginnings;
    }

    private static Set<Beginning> of(Part.Repeated repeated) {
        var all = new HashSet<Beginning>();
        Set<Beginning> beginnings = Set.of(NOTHING);
        for (int times = 0; times <= Math.min(repeated.most(), LONGEST); times++) {
            if (times >= repeated.least()) {
                all.addAll(beginnings);
            }
            if (beginnings.stream().noneMatch(Beginning::whole)) {
                break;
            }
            beginnings = followed(beginnings, repeated.part());
        }
        all.addAll(beginnings);
        return all;
    }

    private static Set<Beginning> followed(Set<Beginning> beginnings, Part next) {
        var all = new HashSet<Beginning>();
        Set<Beginning> following = null;
        for (Beginning beginning : beginnings) {
            if (!beginning.whole() || all.size() > MOST) {
                all.add(beginning);
            } else if (beginning.text().length() > LONGEST) {
                all.add(new Beginning(beginning.text(), false));
            } else {
                following = following == null ? of(next) : following;
                for (Beginning more : following) {
                    all.add(new Beginning(beginning.text() + more.text(), more.whole()));
                }
            }
        }
        return all;
    }
}
