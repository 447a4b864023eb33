package dev.sluice.standalone.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code --command-config} names: settings of a Kafka client, such as credentials. */
public final class ClientSettings {

    private ClientSettings() {}

    /**
     * Reads the file; none without one.
     *
     * @throws Refusal when it cannot be read
     */
    public static Map<String, String> of(@Nullable Path file) {
        if (file == null) {
            return Map.of();
        }
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.usage("cannot read " + file + ": " + e.getMessage(), e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
