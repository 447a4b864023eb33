package dev.sluice.scanners.dependencies;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.ModelSource2;
import org.apache.maven.model.resolution.ModelResolver;
import org.jspecify.annotations.Nullable;

/**
 * The POMs of one tree, as Maven's model builder sees the world: there is nothing else. A parent or
 * BOM that is not in the tree is an empty one, so that what it would manage stays without a
 * version.
 */
final class PomTree implements ModelResolver {

    /** The path of what is not in the tree; no file has it. */
    static final String OUTSIDE = "";

    private final Map<String, byte[]> poms;
    private final Map<String, String> pathByCoordinates = new HashMap<>();
    private final Set<String> modules = new HashSet<>();

    PomTree(Map<String, byte[]> poms) {
        this.poms = poms;
    }

    /** Makes a POM known by its coordinates, as far as it writes them down. */
    void index(String path, Model model) {
        Parent parent = model.getParent();
        String group = model.getGroupId();
        String version = model.getVersion();
        if (parent != null) {
            group = group == null ? parent.getGroupId() : group;
            version = version == null ? parent.getVersion() : version;
        }
        pathByCoordinates.putIfAbsent(key(group, model.getArtifactId(), version), path);
        modules.add(group + ":" + model.getArtifactId());
    }

    /** Whether the tree itself builds this artifact. */
    boolean builds(Dependency dependency) {
        return modules.contains(dependency.getGroupId() + ":" + dependency.getArtifactId());
    }

    PomSource source(String path) {
        byte[] content = poms.get(path);
        return content == null ? PomSource.outside(this) : new PomSource(this, path, content);
    }

    @Nullable ModelSource2 related(String path, String relativePath) {
        String target = resolve(path, relativePath);
        if (target == null) {
            return null;
        }
        if (poms.containsKey(target)) {
            return source(target);
        }
        String inside = target.isEmpty() ? "pom.xml" : target + "/pom.xml";
        return poms.containsKey(inside) ? source(inside) : null;
    }

    /** Plain path arithmetic; null when it leads out of the tree. */
    static @Nullable String resolve(String path, String relativePath) {
        Deque<String> parts = new ArrayDeque<>();
        int directory = path.lastIndexOf('/');
        String joined = (directory < 0 ? "" : path.substring(0, directory)) + "/" + relativePath;
        if (relativePath.startsWith("/")) {
            return null;
        }
        for (String part : joined.replace('\\', '/').split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (!part.equals("..")) {
                parts.addLast(part);
            } else if (parts.pollLast() == null) {
                return null;
            }
        }
        return String.join("/", parts);
    }

    @Override
    public ModelSource2 resolveModel(String groupId, String artifactId, String version) {
        String path = pathByCoordinates.get(key(groupId, artifactId, version));
        return path == null ? PomSource.outside(this) : source(path);
    }

    @Override
    public ModelSource2 resolveModel(Parent parent) {
        return resolveModel(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
    }

    @Override
    public ModelSource2 resolveModel(Dependency bom) {
        return resolveModel(bom.getGroupId(), bom.getArtifactId(), bom.getVersion());
    }

    @Override
    public void addRepository(Repository repository) {
        // what a POM says about repositories is not followed
    }

    @Override
    public void addRepository(Repository repository, boolean replace) {
        // what a POM says about repositories is not followed
    }

    @Override
    public ModelResolver newCopy() {
        return this;
    }

    private static String key(
            @Nullable String group, @Nullable String artifact, @Nullable String version) {
        return group + ":" + artifact + ":" + version;
    }
}
