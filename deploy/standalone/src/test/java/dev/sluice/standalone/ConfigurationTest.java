package dev.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.wire.DeadLetterStamp;
import dev.sluice.notifier.budget.BudgetConfig;
import dev.sluice.standalone.forge.LoopbackForge;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

/** What the services' configurations must agree on to live in one process. */
class ConfigurationTest {

    private static final Pattern CHANNEL =
            Pattern.compile("mp\\.messaging\\.(incoming|outgoing)\\.([^.]+)\\.connector");

    @Test
    void givesEveryIncomingChannelAStaticMembership() throws IOException {
        Properties own = read(getClass().getResource("/application.properties"));
        List<String> incoming = channels("incoming");

        assertThat(incoming).hasSizeGreaterThanOrEqualTo(6);
        assertThat(incoming)
                .allSatisfy(channel ->
                        assertThat(own)
                                .containsKey(
                                        "mp.messaging.incoming." + channel + ".group.instance.id"));
    }

    @Test
    void findsEachChannelInOneServiceOnly() throws IOException {
        assertThat(channels("incoming")).doesNotHaveDuplicates();
        assertThat(channels("outgoing")).doesNotHaveDuplicates();
    }

    @Test
    void findsNoSettingWithTwoValues() throws IOException {
        Map<String, Set<String>> values = new HashMap<>();
        for (Properties properties : services()) {
            properties.forEach((key, value) ->
                    values.computeIfAbsent((String) key, _ -> new HashSet<>()).add((String) value));
        }

        assertThat(values).allSatisfy((_, different) -> assertThat(different).hasSize(1));
    }

    /** Without it a letter does not say who failed, and one that is too large stops its channel. */
    @Test
    void stampsEveryDeadLetter() throws IOException {
        for (Properties properties : services()) {
            for (String key : properties.stringPropertyNames()) {
                if (key.endsWith(".dead-letter-queue.topic")) {
                    assertThat(
                                    properties.getProperty(
                                            key.replace(".topic", ".interceptor.classes")))
                            .as(key)
                            .isEqualTo(DeadLetterStamp.class.getName());
                    assertThat(properties.getProperty(key.replace(".topic", ".sluice.reader")))
                            .as(key)
                            .isEqualTo(
                                    properties.getProperty(
                                            key.replace(".dead-letter-queue.topic", ".group.id")));
                }
            }
        }
    }

    /** In one process these are settings like any other; else they come by the environment. */
    @Test
    void countsNothingForADoubleThatCountsNothing() {
        Map<String, String> told = LoopbackForge.WITHOUT_LIMITS;

        for (ConfigSource source :
                List.of(
                        new PropertiesConfigSource(told, "one process", 300),
                        new EnvConfigSource(told, 300))) {
            BudgetConfig budget =
                    new SmallRyeConfigBuilder()
                            .addDefaultInterceptors()
                            .withMapping(BudgetConfig.class)
                            .withSources(source)
                            .build()
                            .getConfigMapping(BudgetConfig.class);

            assertThat(
                            Stream.of(
                                    budget.pointsPerMinute(),
                                    budget.contentsPerMinute(),
                                    budget.contentsPerHour()))
                    .as(source.getName())
                    .allMatch(most -> most >= 100_000);
        }
    }

    private List<String> channels(String direction) throws IOException {
        var channels = new ArrayList<String>();
        for (Properties properties : services()) {
            for (String key : properties.stringPropertyNames()) {
                Matcher channel = CHANNEL.matcher(key);
                if (channel.matches() && channel.group(1).equals(direction)) {
                    channels.add(channel.group(2));
                }
            }
        }
        return channels;
    }

    private List<Properties> services() throws IOException {
        var all = new ArrayList<Properties>();
        for (URL url :
                Collections.list(
                        getClass()
                                .getClassLoader()
                                .getResources("META-INF/microprofile-config.properties"))) {
            Properties properties = read(url);
            if (properties.stringPropertyNames().stream().anyMatch(CHANNEL.asMatchPredicate())) {
                all.add(properties);
            }
        }
        return all;
    }

    private static Properties read(URL url) throws IOException {
        var properties = new Properties();
        try (InputStream in = url.openStream()) {
            properties.load(in);
        }
        return properties;
    }
}
