package dev.sluice.scanners.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be said about an expression without running it. */
final class Re2Facts {

    private static final int MANY = 20;

    private Re2Facts() {}

    /** Whether every match contains one of the keywords, as far as can be seen. */
    static boolean contains(Re2Node node, List<String> keywords) {
        return switch (node) {
            case Re2Node.Literal literal -> hasKeyword(literal.text(), keywords);
            case Re2Node.OneOf _, Re2Node.Place _ -> false;
            case Re2Node.Group group -> contains(group.inside(), keywords);
            case Re2Node.Repeat repeat -> repeat.least() > 0 && contains(repeat.what(), keywords);
            case Re2Node.Alternatives alternatives ->
                    alternatives.branches().stream().allMatch(b -> contains(b, keywords));
            case Re2Node.Sequence sequence -> sequenceContains(sequence, keywords);
        };
    }

    private static boolean sequenceContains(Re2Node.Sequence sequence, List<String> keywords) {
        var text = new StringBuilder();
        for (Re2Node part : flat(sequence)) {
            if (part instanceof Re2Node.Literal literal) {
                text.append(literal.text());
            } else if (!(part instanceof Re2Node.Place)) {
                if (contains(part, keywords) || hasKeyword(text, keywords)) {
                    return true;
                }
                text.setLength(0);
            }
        }
        return hasKeyword(text, keywords);
    }

    /** The parts of a sequence, and those of sequences and groups in it. */
    private static List<Re2Node> flat(Re2Node.Sequence sequence) {
        var parts = new ArrayList<Re2Node>();
        for (Re2Node part : sequence.parts()) {
            Re2Node inside = part instanceof Re2Node.Group group ? group.inside() : part;
            if (inside instanceof Re2Node.Sequence nested) {
                parts.addAll(flat(nested));
            } else {
                parts.add(inside);
            }
        }
        return parts;
    }

    private static boolean hasKeyword(CharSequence text, List<String> keywords) {
        String lower = text.toString().toLowerCase(Locale.ROOT);
        return keywords.stream().anyMatch(lower::contains);
    }

    /** Texts that nearly match, made to be looked at again and again; each of about that length. */
    static List<String> baits(Re2Node node, int length) {
        var baits = new ArrayList<String>();
        addBaits(node, "", length, baits);
        baits.add(filled(sample(node), length));
        return baits;
    }

    private static void addBaits(Re2Node node, String before, int length, List<String> baits) {
        switch (node) {
            case Re2Node.Literal _, Re2Node.OneOf _, Re2Node.Place _ -> {}
            case Re2Node.Group group -> addBaits(group.inside(), before, length, baits);
            case Re2Node.Alternatives alternatives ->
                    alternatives.branches().forEach(b -> addBaits(b, before, length, baits));
            case Re2Node.Sequence sequence -> {
                String sofar = before;
                for (Re2Node part : sequence.parts()) {
                    addBaits(part, sofar, length, baits);
                    sofar += sample(part);
                }
            }
            case Re2Node.Repeat repeat -> {
                addBaits(repeat.what(), before, length, baits);
                if (repeat.most() > MANY) {
                    String again = filled(sample(repeat.what()), length);
                    baits.add(before + again);
                    baits.add(
                            filled(
                                    before + again.substring(0, Math.min(60, again.length())),
                                    length));
                }
            }
        }
    }

    /** A short text that matches, where that is easy to say. */
    private static String sample(Re2Node node) {
        return switch (node) {
            case Re2Node.Literal literal -> literal.text();
            case Re2Node.OneOf oneOf -> oneOf.bytes().isEmpty() ? "" : one(oneOf);
            case Re2Node.Place _ -> "";
            case Re2Node.Group group -> sample(group.inside());
            case Re2Node.Alternatives alternatives -> sample(alternatives.branches().getFirst());
            case Re2Node.Sequence sequence ->
                    String.join("", sequence.parts().stream().map(Re2Facts::sample).toList());
            case Re2Node.Repeat repeat ->
                    sample(repeat.what()).repeat(Math.min(repeat.least(), 40));
        };
    }

    private static String one(Re2Node.OneOf oneOf) {
        int letter = oneOf.bytes().nextSetBit('a');
        return String.valueOf(
                (char) (letter >= 0 && letter <= 'z' ? letter : oneOf.bytes().nextSetBit(0)));
    }

    private static String filled(String text, int length) {
        return text.isEmpty() ? "" : text.repeat(length / text.length() + 1).substring(0, length);
    }
}
