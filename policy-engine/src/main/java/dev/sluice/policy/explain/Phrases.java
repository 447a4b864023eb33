package dev.sluice.policy.explain;

import dev.sluice.policy.language.Atom;
import dev.sluice.policy.language.Comparison;
import dev.sluice.policy.language.Field;
import dev.sluice.policy.language.Formula;
import dev.sluice.policy.language.TextTest;
import java.util.List;
import java.util.stream.Collectors;

/** Puts what a condition means behind a noun: "finding" + "that is new and whose …". */
final class Phrases {

    private Phrases() {}

    /** The phrase for the formula, or for its opposite. */
    static String of(Formula formula, boolean holds) {
        return switch (formula) {
            case Formula.All all -> joined(all.parts(), holds, holds ? " and " : " or ");
            case Formula.Any any -> joined(any.parts(), holds, holds ? " or " : " and ");
            case Formula.Not not -> of(not.part(), !holds);
            case Formula.Always always ->
                    always.holds() == holds ? "without exception" : "that cannot be";
            case Atom atom -> of(atom, holds);
        };
    }

    private static String joined(List<Formula> parts, boolean holds, String word) {
        return parts.stream()
                .map(part -> {
                    String phrase = of(part, holds);
                    return isJoined(part) ? "(" + phrase + ")" : phrase;
                })
                .collect(Collectors.joining(word));
    }

    private static boolean isJoined(Formula formula) {
        return switch (formula) {
            case Formula.All all -> all.parts().size() > 1;
            case Formula.Any any -> any.parts().size() > 1;
            case Formula.Not not -> isJoined(not.part());
            case Formula.Always _, Atom _ -> false;
        };
    }

    private static String of(Atom atom, boolean holds) {
        return switch (atom) {
            case Atom.OneOf oneOf -> oneOf(oneOf.field(), oneOf, holds);
            case Atom.Flag flag -> flag(flag.field(), holds);
            case Atom.Compared compared ->
                    "whose %s is %s%s %s"
                            .formatted(
                                    label(compared.field()),
                                    holds ? "" : "not ",
                                    word(compared.comparison()),
                                    number(compared.number()));
            case Atom.Holds has ->
                    "whose %s %sinclude `%s`"
                            .formatted(label(has.field()), holds ? "" : "do not ", has.item());
            case Atom.Text text ->
                    "whose %s %s `%s`"
                            .formatted(
                                    label(text.field()), word(text.test(), holds), text.argument());
            case Atom.Opaque opaque ->
                    "for which `%s` %s"
                            .formatted(opaque.expression(), holds ? "holds" : "does not hold");
        };
    }

    private static String oneOf(Field field, Atom.OneOf oneOf, boolean holds) {
        List<String> words = oneOf.words().stream().sorted().toList();
        if (words.isEmpty()) {
            return holds ? "that cannot be" : "without exception";
        }
        if (words.size() == 1 && field == Field.FINDING_BASELINE_STATE) {
            return "that is " + (holds ? "" : "not ") + words.getFirst();
        }
        String list =
                words.stream()
                        .map(word -> word.isEmpty() ? "empty" : word)
                        .collect(Collectors.joining(holds ? " or " : " nor "));
        String is = holds ? "is " : words.size() == 1 ? "is not " : "is neither ";
        return "whose " + label(field) + " " + is + list;
    }

    private static String flag(Field field, boolean holds) {
        return switch (field) {
            case FINDING_FIXABLE -> holds ? "that can be fixed" : "for which no fix is known";
            case CHANGE_FORK -> holds ? "that comes from a fork" : "that comes from no fork";
            case CHANGE_DRAFT -> holds ? "that is a draft" : "that is no draft";
            case CHANGE_FORCED -> holds ? "that rewrites history" : "that does not rewrite history";
            case CHANGE_FILES_TRUNCATED ->
                    holds ? "with more files than are listed" : "whose files are all listed";
            default -> "whose " + label(field) + (holds ? " is true" : " is false");
        };
    }

    private static String word(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> "exactly";
            case LESS -> "less than";
            case AT_MOST -> "at most";
            case MORE -> "more than";
            case AT_LEAST -> "at least";
        };
    }

    private static String word(TextTest test, boolean holds) {
        return switch (test) {
            case STARTS_WITH -> holds ? "begins with" : "does not begin with";
            case ENDS_WITH -> holds ? "ends in" : "does not end in";
            case CONTAINS -> holds ? "contains" : "does not contain";
            case GLOB, PURL -> holds ? "is like" : "is not like";
        };
    }

    private static String number(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** {@code baselineState} as {@code baseline state}. */
    private static String label(Field field) {
        return switch (field) {
            case FINDING_CVES -> "CVEs";
            case FINDING_CWES -> "CWEs";
            case FINDING_PURL -> "package";
            case FINDING_CVSS_SCORE -> "CVSS score";
            case FINDING_RULE_ID -> "rule";
            case CHANGE_BASE_REF -> "target branch";
            case CHANGE_HEAD_REF -> "source branch";
            default -> words(field.word());
        };
    }

    private static String words(String camelCase) {
        var words = new StringBuilder();
        for (int i = 0; i < camelCase.length(); i++) {
            char letter = camelCase.charAt(i);
            if (Character.isUpperCase(letter)) {
                words.append(' ');
            }
            words.append(Character.toLowerCase(letter));
        }
        return words.toString();
    }
}
