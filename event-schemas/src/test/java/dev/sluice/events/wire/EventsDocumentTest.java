package dev.sluice.events.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.EventType;
import dev.sluice.events.Service;
import dev.sluice.events.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the tables of {@code docs/events/README.md} to the code. */
class EventsDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/events/README.md");

    private final List<String> lines = Files.readAllLines(DOCUMENT);

    EventsDocumentTest() throws IOException {}

    @ParameterizedTest
    @EnumSource
    void showsEveryTopicAsItIs(Topic topic) {
        List<String> row = row("topic", topic.topicName());

        assertThat(row.get(2)).isEqualTo(names(topic.producers()));
        assertThat(row.get(3)).isEqualTo(names(topic.consumers()));
        assertThat(row.get(4)).isEqualTo(Long.toString(topic.retention().toDays()));
        assertThat(row.get(5)).isEqualTo(types(topic));
    }

    @Test
    void showsNoOtherTopic() {
        assertThat(firstColumn("topic"))
                .containsExactlyElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::topicName).toList());
    }

    @Test
    void showsEveryTypeAndNoOther() {
        assertThat(firstColumn("type"))
                .containsExactlyElementsOf(
                        Arrays.stream(EventType.values()).map(EventType::shortName).toList());
    }

    @ParameterizedTest
    @EnumSource
    void linksTheSchemaAndTheExampleOfEveryType(EventType type) {
        List<String> row = row("type", type.shortName());

        assertThat(link(row.get(2))).endsWith("/schemas/" + type.shortName() + ".v1.json");
        assertThat(link(row.get(3))).endsWith("/examples/" + type.shortName() + ".v1.json");
    }

    @Test
    void showsEveryHeaderInOrder() {
        var sent = new ArrayList<String>();
        EventWriter.record(Example.of(EventType.CHANGE_PROPOSED).event())
                .headers()
                .forEach(header -> sent.add(header.key()));

        assertThat(firstColumn("header")).containsExactlyElementsOf(sent);
    }

    @Test
    void linksOnlyToFilesThatExist() {
        Pattern target = Pattern.compile("(?:\\]\\(|^\\[\\d+\\]: )([^)\\s]+)");
        assertThat(lines)
                .flatMap(line ->
                        target.matcher(line).results().map(found -> found.group(1)).toList())
                .isNotEmpty()
                .allSatisfy(link -> assertThat(DOCUMENT.resolveSibling(link)).exists());
    }

    private String link(String cell) {
        String number = cell.replaceAll(".*\\[(\\d+)\\]$", "$1");
        return lines.stream()
                .filter(line -> line.startsWith("[" + number + "]: "))
                .findFirst()
                .orElseThrow();
    }

    private static String types(Topic topic) {
        if (topic == Topic.DEAD_LETTERS) {
            return "any record that could not be handled";
        }
        if (topic == Topic.DELIVERIES) {
            return "`delivery.accepted`";
        }
        String types =
                Arrays.stream(EventType.values())
                        .filter(type -> type.topic() == topic)
                        .map(type -> "`" + type.shortName() + "`")
                        .collect(Collectors.joining(", "));
        return types.isEmpty() ? "none yet" : types;
    }

    private static String names(Set<Service> services) {
        return services.isEmpty()
                ? "none of ours"
                : services.stream()
                        .sorted()
                        .map(service -> service.source().substring("/sluice/".length()))
                        .collect(Collectors.joining(", "));
    }

    private List<String> firstColumn(String table) {
        return rows(table).stream().map(row -> row.getFirst().replace("`", "")).toList();
    }

    private List<String> row(String table, String name) {
        return rows(table).stream()
                .filter(row -> row.getFirst().equals("`" + name + "`"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + DOCUMENT));
    }

    /** The cells of the table whose first column has this title, without its head. */
    private List<List<String>> rows(String table) {
        return lines.stream()
                .dropWhile(line -> !line.startsWith("| " + table + " |"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
                .toList();
    }
}
