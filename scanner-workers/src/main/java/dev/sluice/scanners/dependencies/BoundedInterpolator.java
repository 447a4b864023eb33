package dev.sluice.scanners.dependencies;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelProblemCollector;
import org.apache.maven.model.interpolation.ModelInterpolator;
import org.jspecify.annotations.Nullable;

/**
 * Lets Maven replace expressions only when the result is known to be small. Properties that refer
 * to each other twice each would otherwise fill any memory.
 */
final class BoundedInterpolator implements ModelInterpolator {

    static final int MAX_LENGTH = 10_000;
    static final int MAX_DEPTH = 30;

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");

    private final ModelInterpolator maven;

    BoundedInterpolator(ModelInterpolator maven) {
        this.maven = maven;
    }

    @Override
    @SuppressWarnings("deprecation")
    public Model interpolateModel(
            Model model,
            @Nullable File projectDirectory,
            ModelBuildingRequest request,
            ModelProblemCollector problems) {
        Values values = new Values(model);
        for (String text : texts(model)) {
            values.length(text, 0);
        }
        return maven.interpolateModel(model, projectDirectory, request, problems);
    }

    private static List<String> texts(Model model) {
        List<String> texts = new ArrayList<>(model.getProperties().stringPropertyNames());
        texts.replaceAll(name -> model.getProperties().getProperty(name));
        List<Dependency> dependencies = new ArrayList<>(model.getDependencies());
        if (model.getDependencyManagement() != null) {
            dependencies.addAll(model.getDependencyManagement().getDependencies());
        }
        for (Dependency dependency : dependencies) {
            add(texts, dependency.getGroupId());
            add(texts, dependency.getArtifactId());
            add(texts, dependency.getVersion());
            add(texts, dependency.getType());
            add(texts, dependency.getClassifier());
            add(texts, dependency.getScope());
            add(texts, dependency.getOptional());
        }
        return texts;
    }

    private static void add(List<String> texts, @Nullable String text) {
        if (text != null) {
            texts.add(text);
        }
    }

    /** How long texts become; thrown exceptions mean too long. */
    private static final class Values {

        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, Integer> lengths = new HashMap<>();

        Values(Model model) {
            for (String name : model.getProperties().stringPropertyNames()) {
                texts.put(name, model.getProperties().getProperty(name));
            }
            put("groupId", model.getGroupId());
            put("artifactId", model.getArtifactId());
            put("version", model.getVersion());
            put("packaging", model.getPackaging());
            Parent parent = model.getParent();
            if (parent != null) {
                put("parent.groupId", parent.getGroupId());
                put("parent.artifactId", parent.getArtifactId());
                put("parent.version", parent.getVersion());
            }
        }

        private void put(String name, @Nullable String text) {
            if (text != null) {
                texts.put("project." + name, text);
                texts.put("pom." + name, text);
                texts.putIfAbsent(name, text);
            }
        }

        int length(String text, int depth) {
            if (depth > MAX_DEPTH) {
                throw new ExpansionException();
            }
            long length = text.length();
            Matcher expressions = EXPRESSION.matcher(text);
            while (expressions.find()) {
                length += lengthOf(expressions.group(1), depth);
                if (length > MAX_LENGTH) {
                    throw new ExpansionException();
                }
            }
            return (int) Math.min(length, MAX_LENGTH);
        }

        private int lengthOf(String name, int depth) {
            if (name.indexOf('[') >= 0 || name.indexOf('(') >= 0) {
                throw new ExpansionException();
            }
            String text = texts.get(name);
            if (text == null) {
                return 0;
            }
            Integer known = lengths.get(name);
            if (known == null) {
                lengths.put(name, 0);
                known = length(text, depth + 1);
                lengths.put(name, known);
            }
            return known;
        }
    }

    /** An expression would become too long, refers too far, or reaches into the model itself. */
    static final class ExpansionException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ExpansionException() {
            super("its expressions expand to too much text");
        }
    }
}
