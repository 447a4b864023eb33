package dev.sluice.scanners.dependencies;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.maven.model.building.ModelSource2;
import org.jspecify.annotations.Nullable;

/** A POM in memory. A {@code relativePath} leads to another POM of the same tree or nowhere. */
final class PomSource implements ModelSource2 {

    private final PomTree tree;
    private final String path;
    private final byte[] content;

    PomSource(PomTree tree, String path, byte[] content) {
        this.tree = tree;
        this.path = path;
        this.content = content;
    }

    /** Stands in for a POM that is not in the tree: it declares nothing. */
    static PomSource outside(PomTree tree) {
        String nothing =
                """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>outside</groupId>
                  <artifactId>outside</artifactId>
                  <version>0</version>
                  <packaging>pom</packaging>
                </project>
                """;
        return new PomSource(tree, PomTree.OUTSIDE, nothing.getBytes(StandardCharsets.UTF_8));
    }

    String path() {
        return path;
    }

    @Override
    public @Nullable ModelSource2 getRelatedSource(String relativePath) {
        return tree.related(path, relativePath);
    }

    @Override
    public URI getLocationURI() {
        return URI.create("tree:/");
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(content);
    }

    @Override
    public String getLocation() {
        return path;
    }
}
