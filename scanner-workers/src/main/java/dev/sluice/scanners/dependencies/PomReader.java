package dev.sluice.scanners.dependencies;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.model.Activation;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.InputSource;
import org.apache.maven.model.Model;
import org.apache.maven.model.Profile;
import org.apache.maven.model.building.ModelProcessor;
import org.apache.maven.model.io.ModelParseException;
import org.apache.maven.model.io.xpp3.MavenXpp3ReaderEx;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a POM only what declares dependencies: no plugins, no repositories, no paths, and of the
 * profiles those that are active by default. What is not read cannot be interpolated or followed.
 */
final class PomReader implements ModelProcessor {

    private final Map<String, Model> read = new HashMap<>();

    static Model read(String path, InputStream content) throws IOException {
        InputSource source = new InputSource();
        source.setLocation(path);
        source.setModelId(path);
        try {
            return declarations(new MavenXpp3ReaderEx().read(content, false, source));
        } catch (XmlPullParserException e) {
            throw new ModelParseException("not a POM", e.getLineNumber(), e.getColumnNumber(), e);
        }
    }

    @Override
    public Model read(InputStream input, @Nullable Map<String, ?> options) throws IOException {
        Object source = options == null ? null : options.get(SOURCE);
        if (!(source instanceof PomSource pom)) {
            return read(PomTree.OUTSIDE, input);
        }
        Model known = read.get(pom.path());
        if (known == null) {
            known = read(pom.path(), input);
            read.put(pom.path(), known);
        }
        return known.clone();
    }

    @Override
    public Model read(Reader input, @Nullable Map<String, ?> options) throws IOException {
        throw new IOException("a POM is read from memory");
    }

    @Override
    public Model read(File input, @Nullable Map<String, ?> options) throws IOException {
        throw new IOException("a POM is read from memory");
    }

    @Override
    public File locatePom(File projectDirectory) {
        throw new UnsupportedOperationException("a POM is read from memory");
    }

    private static Model declarations(Model full) {
        Model model = new Model();
        model.setModelVersion(full.getModelVersion());
        model.setParent(full.getParent());
        model.setGroupId(full.getGroupId());
        model.setArtifactId(full.getArtifactId());
        model.setVersion(full.getVersion());
        model.setPackaging(full.getPackaging());
        model.setProperties(full.getProperties());
        model.setDependencies(withoutPaths(full.getDependencies()));
        model.setDependencyManagement(full.getDependencyManagement());
        for (Profile profile : full.getProfiles()) {
            Activation activation = profile.getActivation();
            if (activation != null && activation.isActiveByDefault()) {
                model.addProfile(declarations(profile));
            }
        }
        return model;
    }

    private static Profile declarations(Profile full) {
        Activation always = new Activation();
        always.setActiveByDefault(true);
        Profile profile = new Profile();
        profile.setId(full.getId());
        profile.setActivation(always);
        profile.setProperties(full.getProperties());
        profile.setDependencies(withoutPaths(full.getDependencies()));
        profile.setDependencyManagement(full.getDependencyManagement());
        return profile;
    }

    private static List<Dependency> withoutPaths(List<Dependency> dependencies) {
        for (Dependency dependency : dependencies) {
            dependency.setSystemPath(null);
            dependency.setExclusions(List.of());
        }
        return dependencies;
    }
}
