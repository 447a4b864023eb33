package dev.sluice.scanners.dependencies;

/** Writes POMs for tests; each dependency takes five lines, the artifact id the third. */
final class Pom {

    private final StringBuilder dependencies = new StringBuilder();
    private String head = "  <groupId>org.example</groupId>\n  <version>1</version>\n";

    static Pom empty() {
        return new Pom();
    }

    static Pom of(String... coordinates) {
        Pom pom = new Pom();
        for (String coordinate : coordinates) {
            pom.dependency(coordinate);
        }
        return pom;
    }

    Pom head(String xml) {
        head = xml;
        return this;
    }

    /** Adds {@code group:artifact[:version[:scope]]}. */
    Pom dependency(String coordinate) {
        String[] parts = coordinate.split(":");
        dependencies
                .append("    <dependency>\n")
                .append("      <groupId>" + parts[0] + "</groupId>\n")
                .append("      <artifactId>" + parts[1] + "</artifactId>\n");
        if (parts.length > 2) {
            dependencies.append("      <version>" + parts[2] + "</version>\n");
        }
        if (parts.length > 3) {
            dependencies.append("      <scope>" + parts[3] + "</scope>\n");
        }
        dependencies.append("    </dependency>\n");
        return this;
    }

    @Override
    public String toString() {
        return "<project>\n  <modelVersion>4.0.0</modelVersion>\n"
                + head
                + "  <artifactId>app</artifactId>\n  <dependencies>\n"
                + dependencies
                + "  </dependencies>\n</project>\n";
    }
}
