package dev.sluice.policy.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML mapping that is read key by key; what does not fit is reported at its place. */
public final class Section {

    private record Entry(Node key, Node value) {}

    private final SourceText file;
    private final Node node;
    private final String what;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Consumer<PolicyProblem> problems;

    private Section(SourceText file, Node node, String what, Consumer<PolicyProblem> problems) {
        this.file = file;
        this.node = node;
        this.what = what;
        this.problems = problems;
    }

    static Optional<Section> of(
            SourceText file, Node node, String what, Consumer<PolicyProblem> problems) {
        var section = new Section(file, node, what, problems);
        if (!section.isPlain(node)) {
            return Optional.empty();
        }
        if (!(node instanceof MappingNode mapping)) {
            return section.problem(what + " is a mapping of keys to values");
        }
        mapping.getValue().forEach(section::add);
        return Optional.of(section);
    }

    private void add(NodeTuple tuple) {
        Node key = tuple.getKeyNode();
        if (!isPlain(key)) {
            return;
        }
        if (!(key instanceof ScalarNode scalar)) {
            at(key, "a key is a word");
            return;
        }
        if (entries.putIfAbsent(scalar.getValue(), new Entry(key, tuple.getValueNode())) != null) {
            at(key, scalar.getValue() + " is there twice");
        }
    }

    /** Where the mapping begins. */
    public Place place() {
        return file.place(node.getStartMark().getIndex());
    }

    /** The keys in the order of the file. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Reports all keys but these. */
    public void allow(String... keys) {
        Set<String> allowed = Set.of(keys);
        entries.forEach((key, entry) -> {
            if (!allowed.contains(key)) {
                at(entry.key(), what + " has no " + key + ", only " + String.join(", ", keys));
            }
        });
    }

    /** Reports a missing or another value. */
    public void constant(String key, String expected) {
        required(key)
                .flatMap(value -> scalar(key, value))
                .filter(value -> !value.getValue().equals(expected))
                .ifPresent(
                        value -> at(value, key + " is " + expected + ", not " + value.getValue()));
    }

    /** A short name, which must be there. */
    public Optional<String> name(String key, Pattern pattern) {
        return required(key).flatMap(value -> name(key, value, pattern));
    }

    /** A list of short names, of which there must be one. */
    public List<String> names(String key, Pattern pattern) {
        List<String> names = new ArrayList<>();
        for (Node item : items(key, Integer.MAX_VALUE)) {
            name(key, item, pattern).ifPresent(names::add);
        }
        return names;
    }

    /** Texts of which there must be one; {@code rule} says what the pattern asks for. */
    public List<String> texts(String key, Pattern pattern, String rule) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(key, Integer.MAX_VALUE)) {
            text(key, item)
                    .filter(node ->
                            pattern.matcher(node.getValue()).matches()
                                    || at(node, key + " " + rule).isPresent())
                    .map(ScalarNode::getValue)
                    .ifPresent(texts::add);
        }
        return texts;
    }

    /** A text for people, which may be absent. */
    public Optional<String> text(String key, int maxLength) {
        Optional<ScalarNode> node = optional(key).flatMap(value -> text(key, value));
        if (node.isPresent() && node.get().getValue().isBlank()) {
            return at(node.get(), key + " is empty");
        }
        if (node.isPresent() && node.get().getValue().length() > maxLength) {
            return at(node.get(), key + " has more than " + maxLength + " characters");
        }
        return node.map(ScalarNode::getValue).map(String::strip);
    }

    /** A CEL expression, which may be absent; {@code true} without quotes is one too. */
    public Optional<ScalarText> expression(String key) {
        return optional(key)
                .flatMap(value -> scalar(key, value))
                .map(value -> ScalarText.of(file, value));
    }

    /** A single value of any type, which may be absent. */
    public Optional<Scalar> value(String key) {
        return optional(key).flatMap(value -> value(key, value));
    }

    /** Single values, of which there may be none. */
    public List<Scalar> values(String key) {
        return nodes(key).stream().flatMap(item -> value(key, item).stream()).toList();
    }

    private Optional<Scalar> value(String key, Node value) {
        return scalar(key, value)
                .map(scalar -> new Scalar(key, scalar.getValue(), problem -> at(value, problem)));
    }

    /** A mapping below this one, which may be absent. */
    public Optional<Section> optionalSection(String key) {
        return optional(key).flatMap(value -> of(file, value, key, problems));
    }

    /** The mappings of a list that may be empty or absent; {@code what} names one of them. */
    public List<Section> optionalSections(String key, String what) {
        return nodes(key).stream()
                .flatMap(item -> of(file, item, what, problems).stream())
                .toList();
    }

    private List<Node> nodes(String key) {
        @Nullable Node value = optional(key).orElse(null);
        if (value == null || !isPlain(value)) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            at(value, key + " is a list");
            return List.of();
        }
        return sequence.getValue();
    }

    /** A mapping below this one, which must be there. */
    public Optional<Section> section(String key) {
        return required(key).flatMap(value -> of(file, value, key, problems));
    }

    /** The mappings of a list that must have an item; {@code what} names one of them. */
    public List<Section> sections(String key, String what, int max) {
        List<Section> sections = new ArrayList<>();
        for (Node item : items(key, max)) {
            of(file, item, what, problems).ifPresent(sections::add);
        }
        return sections;
    }

    /** A list that must have an item. */
    private List<Node> items(String key, int max) {
        List<Node> items = required(key).isPresent() ? nodes(key) : List.of();
        optional(key)
                .filter(value -> value instanceof SequenceNode list && list.getValue().isEmpty())
                .ifPresent(value -> at(value, key + " is empty"));
        if (items.size() > max) {
            problemAt(key, key + " has more than " + max + " items");
            return List.of();
        }
        return items;
    }

    /** Reports a problem of the mapping as a whole. */
    public <T> Optional<T> problem(String reason) {
        return at(node, reason);
    }

    /** Reports a problem of a value, or of the mapping where there is none. */
    public <T> Optional<T> problemAt(String key, String reason) {
        @Nullable Entry entry = entries.get(key);
        return at(entry == null ? node : entry.value(), reason);
    }

    private Optional<Node> optional(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    private Optional<Node> required(String key) {
        Optional<Node> value = optional(key);
        return value.isPresent() ? value : problem(what + " needs " + key);
    }

    private Optional<String> name(String key, Node value, Pattern pattern) {
        Optional<ScalarNode> node = text(key, value);
        if (node.isPresent() && !pattern.matcher(node.get().getValue()).matches()) {
            return at(
                    node.get(),
                    key + " has letters, digits, dots, hyphens and underscores, at most 100");
        }
        return node.map(ScalarNode::getValue);
    }

    private Optional<ScalarNode> text(String key, Node value) {
        Optional<ScalarNode> scalar = scalar(key, value);
        if (scalar.isPresent() && !scalar.get().getTag().equals(Tag.STR)) {
            return at(
                    value,
                    key
                            + " is a text; put "
                            + scalar.get().getValue()
                            + " in quotes to make it one");
        }
        return scalar;
    }

    private Optional<ScalarNode> scalar(String key, Node value) {
        if (!isPlain(value)) {
            return Optional.empty();
        }
        if (!(value instanceof ScalarNode scalar)) {
            return at(value, key + " is a single value");
        }
        return Optional.of(scalar);
    }

    /** Anchors, aliases and tags make a file say something else than it shows. */
    private boolean isPlain(Node candidate) {
        if (candidate.getAnchor() != null) {
            at(candidate, "anchors and aliases are not allowed");
            return false;
        }
        if (file.at(candidate.getStartMark().getIndex()) == '!') {
            at(candidate, "tags are not allowed");
            return false;
        }
        return true;
    }

    private <T> Optional<T> at(Node place, String reason) {
        problems.accept(file.problem(place.getStartMark().getIndex(), reason));
        return Optional.empty();
    }
}
