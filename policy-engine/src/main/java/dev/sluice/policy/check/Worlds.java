package dev.sluice.policy.check;

import dev.sluice.policy.language.Atom;
import dev.sluice.policy.language.Field;
import dev.sluice.policy.language.Formula;
import dev.sluice.policy.language.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Everything that the atoms of some formulas could say together: each field takes every value that
 * makes a difference. What is not known to be tied to something else is taken for free, so that
 * there may be worlds here that cannot be, but none is missing.
 */
final class Worlds {

    private static final int MAX = 100_000;

    /** Stands for every text that no formula mentions. */
    private static final Object OTHER = new Object();

    private final Map<Object, List<Object>> axes = new LinkedHashMap<>();
    private final long size;

    private Worlds(List<Atom> atoms) {
        Map<Field, Set<String>> texts = new LinkedHashMap<>();
        Map<Field, Set<Double>> numbers = new LinkedHashMap<>();
        for (Atom atom : atoms) {
            switch (atom) {
                case Atom.OneOf oneOf ->
                        texts.computeIfAbsent(oneOf.field(), _ -> new TreeSet<>())
                                .addAll(oneOf.words());
                case Atom.Compared compared ->
                        numbers.computeIfAbsent(compared.field(), _ -> new TreeSet<>())
                                .add(compared.number());
                case Atom.Text text -> {
                    texts.computeIfAbsent(text.field(), _ -> new TreeSet<>());
                    axes.put(text, List.of(true, false));
                }
                case Atom.Flag _, Atom.Holds _, Atom.Opaque _ ->
                        axes.put(atom, List.of(true, false));
            }
        }
        texts.forEach((field, words) -> axes.put(field, texts(field, words)));
        numbers.forEach((field, bounds) -> axes.put(field, numbers(bounds)));
        long product = 1;
        for (List<Object> values : axes.values()) {
            product = Math.min(MAX + 1L, product * values.size());
        }
        size = product;
    }

    /** The worlds of these formulas; none where there are too many to look at. */
    static Optional<Worlds> of(Formula... formulas) {
        var worlds =
                new Worlds(List.of(formulas).stream().flatMap(Formula::atoms).distinct().toList());
        return worlds.size > MAX ? Optional.empty() : Optional.of(worlds);
    }

    /** Whether one of the worlds is like this. */
    boolean any(Predicate<Formula.Valuation> like) {
        return any(List.copyOf(axes.keySet()), 0, new HashMap<>(), like);
    }

    private boolean any(
            List<Object> keys,
            int next,
            Map<Object, Object> world,
            Predicate<Formula.Valuation> like) {
        if (next == keys.size()) {
            return like.test(atom -> truth(atom, world));
        }
        Object key = keys.get(next);
        for (Object value : axes.getOrDefault(key, List.of())) {
            world.put(key, value);
            if (any(keys, next + 1, world, like)) {
                return true;
            }
        }
        return false;
    }

    private static Truth truth(Atom atom, Map<Object, Object> world) {
        boolean holds =
                switch (atom) {
                    case Atom.OneOf oneOf ->
                            world.get(oneOf.field()) instanceof String word
                                    && oneOf.words().contains(word);
                    case Atom.Compared compared ->
                            world.get(compared.field()) instanceof Double number
                                    && compared.comparison().holds(number, compared.number());
                    case Atom.Text text ->
                            world.get(text.field()) instanceof String word
                                    ? text.test().holds(word, text.argument())
                                    : Boolean.TRUE.equals(world.get(text));
                    case Atom.Flag _, Atom.Holds _, Atom.Opaque _ ->
                            Boolean.TRUE.equals(world.get(atom));
                };
        return holds ? Truth.YES : Truth.NO;
    }

    private static List<Object> texts(Field field, Set<String> words) {
        if (!field.vocabulary().isEmpty()) {
            return List.copyOf(field.vocabulary());
        }
        List<Object> values = new ArrayList<>(words);
        values.add(OTHER);
        return values;
    }

    /** Each bound, a number between each two, and one on either side. */
    private static List<Object> numbers(Set<Double> bounds) {
        List<Object> values = new ArrayList<>();
        double last = Double.NaN;
        for (double bound : bounds) {
            values.add(values.isEmpty() ? bound - 1 : (last + bound) / 2);
            values.add(bound);
            last = bound;
        }
        values.add(last + 1);
        return values;
    }
}
