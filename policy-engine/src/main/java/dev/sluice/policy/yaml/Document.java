package dev.sluice.policy.yaml;

import java.io.StringReader;
import java.util.Optional;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * One file. YAML is only composed into nodes, never constructed into objects, so that each value
 * keeps its place and no tag does anything.
 */
public final class Document {

    public static final int MAX_CODE_POINTS = 200_000;

    private static final int MAX_DEPTH = 10;

    private Document() {}

    /**
     * Opens the mapping that the file is, or tells why it is none.
     *
     * @param what how problems name the whole, such as {@code a policy}
     */
    public static Optional<Section> open(
            String source, String text, String what, Consumer<PolicyProblem> problems) {
        var file = new SourceText(source, text);
        if (file.length() > MAX_CODE_POINTS) {
            problems.accept(
                    file.problem(
                            0,
                            "%s has at most %d characters, this one has %d"
                                    .formatted(what, MAX_CODE_POINTS, file.length())));
            return Optional.empty();
        }
        return compose(file, text, problems)
                .flatMap(root -> Section.of(file, root, what, problems));
    }

    private static Optional<Node> compose(
            SourceText file, String text, Consumer<PolicyProblem> problems) {
        try {
            Node root = new Yaml(limits()).compose(new StringReader(text));
            if (root != null) {
                return Optional.of(root);
            }
            problems.accept(file.problem(0, "the file is empty"));
        } catch (MarkedYAMLException e) {
            int place = e.getProblemMark() == null ? 0 : e.getProblemMark().getIndex();
            problems.accept(file.problem(place, "not YAML: " + e.getProblem()));
        } catch (ReaderException e) {
            problems.accept(
                    file.problem(e.getPosition(), "not YAML: a character that is not allowed"));
        } catch (YAMLException e) {
            problems.accept(file.problem(0, "not YAML: " + e.getMessage()));
        }
        return Optional.empty();
    }

    private static LoaderOptions limits() {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(MAX_CODE_POINTS);
        return options;
    }
}
