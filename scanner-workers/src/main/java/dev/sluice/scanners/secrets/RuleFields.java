package dev.sluice.scanners.secrets;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The fields of one rule as they stand in a file; complaints name the file, line and rule. */
final class RuleFields {

    private final String file;
    private final Node rule;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private String id = "";

    RuleFields(String file, Node rule) {
        this.file = file;
        this.rule = rule;
        if (!(rule instanceof MappingNode mapping)) {
            throw refusal(rule, "a rule is a mapping");
        }
        for (NodeTuple field : mapping.getValue()) {
            String name = scalar("a field name", field.getKeyNode());
            if (name.equals("id")) {
                id = scalar(name, field.getValueNode());
            }
            if (fields.put(name, field.getValueNode()) != null) {
                throw refusal(field.getKeyNode(), name + " is there twice");
            }
        }
        text("id");
    }

    String id() {
        return id;
    }

    String text(String name) {
        Node node = required(name);
        String text = scalar(name, node);
        if (text.isBlank()) {
            throw refusal(node, name + " is empty");
        }
        return text;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /** A text turned into something else; what the function throws becomes the complaint. */
    <T> T parsed(String name, Function<String, T> parser) {
        String text = text(name);
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw refusal(required(name), name + ": " + e.getMessage());
        }
    }

    /** Empty when absent. */
    List<String> texts(String name) {
        Node node = fields.get(name);
        used.add(name);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw refusal(node, name + " is a list");
        }
        return sequence.getValue().stream().map(item -> scalar(name, item)).toList();
    }

    void nothingElse() {
        fields.forEach((name, node) -> {
            if (!used.contains(name)) {
                throw refusal(node, name + " is not a field of a rule");
            }
        });
    }

    /** A complaint about a field, or about the whole rule when it does not have the field. */
    InvalidRulesException refusal(String name, String why) {
        return refusal(fields.getOrDefault(name, rule), why);
    }

    private InvalidRulesException refusal(Node node, String why) {
        return new InvalidRulesException(
                "%s:%d: %s%s"
                        .formatted(
                                file,
                                node.getStartMark().getLine() + 1,
                                id.isEmpty() ? "" : "rule " + id + ": ",
                                why));
    }

    private Node required(String name) {
        used.add(name);
        Node node = fields.get(name);
        if (node == null) {
            throw refusal(rule, name + " is missing");
        }
        return node;
    }

    private String scalar(String name, Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw refusal(node, name + " is a text");
    }
}
