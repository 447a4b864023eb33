package dev.sluice.scanners.dependencies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of dependency-check in use, told without starting any of it. */
final class ToolVersion {

    private static final String PROPERTIES = "/dependencycheck.properties";

    private ToolVersion() {}

    static String read() {
        Properties properties = new Properties();
        try (InputStream content = ToolVersion.class.getResourceAsStream(PROPERTIES)) {
            if (content == null) {
                throw new IOException(PROPERTIES + " is not on the class path");
            }
            properties.load(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("odc.application.version", "unknown");
    }
}
