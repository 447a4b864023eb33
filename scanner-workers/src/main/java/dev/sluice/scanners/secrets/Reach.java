package dev.sluice.scanners.secrets;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where around a keyword matches of an expression can be.
 *
 * @param opens whether every match begins with a keyword, so that only there one has to be tried
 * @param before how far from the end of a keyword a match begins at most
 * @param after how far from the end of a keyword it ends at most
 */
record Reach(boolean opens, int before, int after) {

    /** Of a rule of which every match contains one of the keywords. */
    static Reach of(SecretRule rule) {
        Reach reach = of(rule.expression(), rule.keywords());
        boolean opens = reach.opens() || (rule.keywordFirst() && !nested(rule.keywords()));
        return new Reach(opens, reach.before(), reach.after());
    }

    private static Reach of(Expression expression, List<String> keywords) {
        int width = expression.width();
        var anywhere = new Reach(false, width, width);
        Optional<Part> part = PartReader.read(expression.toString());
        if (part.isEmpty() || part.get().width() != width) {
            return anywhere;
        }
        boolean opens =
                !nested(keywords)
                        && Beginnings.of(part.get()).stream()
                                .allMatch(beginning -> opens(beginning.text(), keywords));
        return within(part.get(), keywords)
                .map(reach -> new Reach(opens, reach.before(), reach.after()))
                .orElse(new Reach(opens, width, width));
    }

    /** Attempts would not be made in the order in which matches begin. */
    private static boolean nested(List<String> keywords) {
        return keywords.stream()
                .anyMatch(
                        outer -> keywords.stream().anyMatch(inner -> outer.indexOf(inner, 1) > 0));
    }

    private static boolean opens(String text, List<String> keywords) {
        return keywords.stream().anyMatch(text::startsWith);
    }

    /** Empty where it is not certain that this part of a match contains a keyword. */
    private static Optional<Reach> within(Part part, List<String> keywords) {
        if (certain(part, keywords)) {
            return Optional.of(new Reach(false, part.width(), part.width()));
        }
        return switch (part) {
            case Part.One _ -> Optional.empty();
            case Part.Sequence sequence -> within(sequence, keywords);
            case Part.Either either -> {
                List<Optional<Reach>> reaches =
                        either.parts().stream().map(one -> within(one, keywords)).toList();
                yield reaches.stream().allMatch(Optional::isPresent)
                        ? reaches.stream().map(Optional::orElseThrow).reduce(Reach::or)
                        : Optional.empty();
            }
            case Part.Repeated repeated ->
                    repeated.least() == 1 && repeated.most() == 1
                            ? within(repeated.part(), keywords)
                            : Optional.empty();
        };
    }

    /** The shortest run of parts that surely contains a keyword. */
    private static Optional<Reach> within(Part.Sequence sequence, List<String> keywords) {
        List<Part> parts = sequence.parts();
        for (int length = 1; length <= parts.size(); length++) {
            for (int from = 0; from + length <= parts.size(); from++) {
                Part run =
                        length == 1
                                ? parts.get(from)
                                : new Part.Sequence(parts.subList(from, from + length));
                Optional<Reach> reach =
                        length == 1
                                ? within(run, keywords)
                                : certain(run, keywords)
                                        ? Optional.of(new Reach(false, run.width(), run.width()))
                                        : Optional.empty();
                if (reach.isPresent()) {
                    int before = new Part.Sequence(parts.subList(0, from)).width();
                    int after =
                            new Part.Sequence(parts.subList(from + length, parts.size())).width();
                    return Optional.of(
                            new Reach(
                                    false,
                                    before + reach.get().before(),
                                    after + reach.get().after()));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether all of what it matches is known and contains a keyword. */
    private static boolean certain(Part part, List<String> keywords) {
        Set<Beginnings.Beginning> all = Beginnings.of(part);
        return all.stream()
                .allMatch(one -> one.whole() && keywords.stream().anyMatch(one.text()::contains));
    }

    private Reach or(Reach other) {
        return new Reach(false, Math.max(before, other.before), Math.max(after, other.after));
    }
}
