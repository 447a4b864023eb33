package dev.sluice.scanners.dependencies;

import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.InputLocation;
import org.apache.maven.model.Model;
import org.apache.maven.model.building.DefaultModelBuilder;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelProblemCollector;
import org.apache.maven.model.building.ModelProcessor;
import org.apache.maven.model.interpolation.ModelInterpolator;
import org.apache.maven.model.validation.ModelValidator;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the POMs of a tree depend on directly: the effective model, made by Maven's own model
 * builder from nothing but these POMs.
 */
final class MavenPoms {

    /** The few values a POM may ask the machine for; the same everywhere. */
    private static final Map<String, String> SYSTEM_PROPERTIES =
            Map.of("java.version", "25", "os.name", "Linux", "os.arch", "amd64", "os.version", "0");

    /** What is counted for a dependency whose name nobody could have. */
    private static final Coordinates UNNAMED = new Coordinates(Ecosystem.MAVEN, "", "unnamed");

    private static final Pattern RELEASE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._+-]{0,99}");

    private final Map<String, byte[]> screened = new LinkedHashMap<>();
    private final Map<String, Model> raw = new LinkedHashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final PomTree tree = new PomTree(screened);
    private final int limit;

    private MavenPoms(int limit) {
        this.limit = limit;
    }

    /**
     * Reads the POMs.
     *
     * @param poms by path
     * @param gaps receives what could not be read
     */
    static Set<Declaration> read(Map<String, byte[]> poms, List<Gap> gaps, int limit)
            throws InterruptedException {
        MavenPoms reader = new MavenPoms(limit);
        poms.forEach(reader::screen);
        Set<Declaration> declarations = reader.declarations();
        gaps.addAll(reader.gaps);
        return declarations;
    }

    private void screen(String path, byte[] content) {
        try {
            XmlScreen.screen(content);
            Model model = PomReader.read(path, new ByteArrayInputStream(content));
            screened.put(path, content);
            raw.put(path, model);
            tree.index(path, model);
        } catch (UnreadableManifestException e) {
            gaps.add(e.gap(path));
        } catch (IOException e) {
            gaps.add(unreadable("it is not a POM").gap(path));
        }
    }

    private Set<Declaration> declarations() throws InterruptedException {
        DefaultModelBuilder builder = new Factory().newInstance();
        Set<Declaration> found = new LinkedHashSet<>();
        for (String path : screened.keySet()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            for (Dependency dependency : dependencies(builder, path)) {
                Declaration declaration = declaration(dependency);
                if (declaration == null || tree.builds(dependency)) {
                    continue;
                }
                if (found.size() >= limit) {
                    gaps.add(new Gap(GapKind.LIMIT, "more than " + limit + " dependencies", 1));
                    return found;
                }
                found.add(declaration);
            }
        }
        return found;
    }

    /** The effective dependencies, or those as written where there is no effective model. */
    private List<Dependency> dependencies(DefaultModelBuilder builder, String path) {
        ModelBuildingRequest request =
                new DefaultModelBuildingRequest()
                        .setModelSource(tree.source(path))
                        .setModelResolver(tree)
                        .setLocationTracking(true)
                        .setProcessPlugins(false)
                        .setTwoPhaseBuilding(false)
                        .setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL)
                        .setSystemProperties(properties(SYSTEM_PROPERTIES))
                        .setUserProperties(new Properties());
        try {
            return builder.build(request).getEffectiveModel().getDependencies();
        } catch (BoundedInterpolator.ExpansionException e) {
            gaps.add(
                    new UnreadableManifestException(
                                    GapKind.LIMIT, "its expressions expand to too much text")
                            .gap(path));
        } catch (ModelBuildingException e) {
            gaps.add(unreadable("Maven cannot make sense of it").gap(path));
        }
        Model model = raw.get(path);
        return model == null ? List.of() : model.getDependencies();
    }

    private static UnreadableManifestException unreadable(String message) {
        return new UnreadableManifestException(GapKind.ENCODING, message);
    }

    private static @Nullable Declaration declaration(Dependency dependency) {
        InputLocation location = dependency.getLocation("artifactId");
        if (location == null || location.getSource() == null) {
            return null;
        }
        String path = location.getSource().getLocation();
        String group = dependency.getGroupId();
        String artifact = dependency.getArtifactId();
        if (path == null || path.equals(PomTree.OUTSIDE) || group == null) {
            return null;
        }
        int line = Math.max(location.getLineNumber(), 1);
        if (!Coordinates.areValid(group, artifact)) {
            return new Declaration(UNNAMED, null, path, line, "");
        }
        String scope = dependency.getScope();
        boolean plain = scope == null || scope.isEmpty() || scope.equals("compile");
        return new Declaration(
                new Coordinates(Ecosystem.MAVEN, group, artifact),
                fixed(dependency.getVersion()),
                path,
                line,
                plain ? "" : OneLine.of(scope, 30) + " scope");
    }

    /** A version that names one release; null for ranges, expressions left over, and none. */
    private static @Nullable String fixed(@Nullable String version) {
        if (version == null || version.isBlank() || version.contains("${")) {
            return null;
        }
        String text = version.strip();
        if (text.startsWith("[") && text.endsWith("]") && !text.contains(",")) {
            text = text.substring(1, text.length() - 1).strip();
        }
        boolean isOne =
                RELEASE.matcher(text).matches()
                        && !text.equals("LATEST")
                        && !text.equals("RELEASE");
        return isOne ? text : null;
    }

    private static Properties properties(Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }

    /** Maven's builder with our reader, and without an opinion on what a complete POM is. */
    private static final class Factory extends DefaultModelBuilderFactory {

        @Override
        protected ModelProcessor newModelProcessor() {
            return new PomReader();
        }

        @Override
        protected ModelInterpolator newModelInterpolator() {
            return new BoundedInterpolator(super.newModelInterpolator());
        }

        @Override
        protected ModelValidator newModelValidator() {
            return new ModelValidator() {
                @Override
                public void validateRawModel(
                        Model model, ModelBuildingRequest request, ModelProblemCollector problems) {
                    // incomplete POMs are read as far as they go
                }

                @Override
                public void validateEffectiveModel(
                        Model model, ModelBuildingRequest request, ModelProblemCollector problems) {
                    // incomplete POMs are read as far as they go
                }
            };
        }
    }
}
