package dev.sluice.policy.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The published schema and the reader say the same: a policy with everything in it is spoilt in
 * every place, and both must refuse or both must take it. What conditions mean is the reader's
 * alone.
 */
class SchemaTest {

    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Policy.schema(), InputFormat.JSON);

    private static final String EVERYTHING =
            """
            apiVersion: sluice.dev/v1
            kind: Policy
            metadata:
              name: everything
            appliesTo:
              organisations: [acme]
              repositories: [acme/*]
              branches: [main]
            rules:
              - name: denies
                deny:
                  findings: finding.fixable
                  when: change.draft
                scans: [sast, semgrep/ci]
                whenMissing: open
                message: No.
                remediation: Mend it.
                owners: ['@acme/security', dev]
                dryRun: true
                replaceable: false
                appliesTo: {paths: [src/]}
              - name: warns
                warn:
                  when: 'true'
              - name: requires
                require: [secrets]
                whenMissing: closed
              - name: approves
                requireApproval:
                  count: 2
                  permission: admin
                  teams: [acme/security]
                  notAuthor: true
                  notCommitter: false
                  when: change.draft
              - name: approves-somehow
                requireApproval:
                  anyOf:
                    - {count: 1, permission: write}
                    - {notAuthor: false}
            """;

    private static final List<Object> SPOILT =
            List.of(
                    5,
                    0,
                    21,
                    "7",
                    true,
                    "x",
                    "  ",
                    "a b",
                    "closed",
                    "a/b",
                    "a/b/c",
                    "x".repeat(101),
                    "x".repeat(501),
                    List.of(),
                    List.of("x"),
                    List.of("x", 5),
                    Map.of(),
                    Map.of("name", "x"));

    private static Object tree(String yaml) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    private static boolean schemaTakes(String yaml) {
        JsonNode json = new ObjectMapper().valueToTree(tree(yaml));
        return SCHEMA.validate(json).isEmpty();
    }

    private static boolean readerTakes(String yaml) {
        return Policy.parse("p.yaml", yaml) instanceof Policy;
    }

    /** Every text that differs from the good one in one place. */
    static Stream<String> spoiltTexts() {
        List<String> texts = new ArrayList<>();
        spoil(tree(EVERYTHING), "", spoilt -> texts.add(new Yaml().dump(spoilt)));
        return texts.stream().distinct();
    }

    private static void spoil(Object node, String key, Consumer<Object> texts) {
        if (!key.equals("findings") && !key.equals("when")) {
            SPOILT.forEach(texts);
        } else {
            Stream.of(5, true, false, List.of(), Map.of()).forEach(texts);
        }
        if (node instanceof Map<?, ?> map) {
            for (Object each : map.keySet()) {
                var without = new LinkedHashMap<Object, Object>(map);
                without.remove(each);
                texts.accept(without);
                spoil(
                        map.get(each),
                        each.toString(),
                        spoilt -> {
                            var changed = new LinkedHashMap<Object, Object>(map);
                            changed.put(each, spoilt);
                            texts.accept(changed);
                        });
            }
            for (String foreign : List.of("include", "deny", "warn", "require", "scans", "anyOf")) {
                var more = new LinkedHashMap<Object, Object>(map);
                if (more.putIfAbsent(foreign, List.of("secrets")) == null) {
                    texts.accept(more);
                }
            }
        }
        if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                int index = i;
                spoil(
                        list.get(i),
                        "",
                        spoilt -> {
                            var changed = new ArrayList<Object>(list);
                            changed.set(index, spoilt);
                            texts.accept(changed);
                        });
            }
        }
    }

    private static List<String> examples() throws IOException {
        List<String> texts = new ArrayList<>(List.of(EVERYTHING, Policy.defaultText()));
        try (Stream<Path> files = Files.list(Path.of("../docs/policies"))) {
            for (Path file : files.filter(f -> !f.toString().endsWith(".test.yaml")).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    @Test
    void bothTakeWhatIsRight() throws IOException {
        assertThat(examples()).hasSize(8);
        for (String text : examples()) {
            assertThat(readerTakes(text)).isTrue();
            assertThat(schemaTakes(text)).isTrue();
        }
    }

    @Test
    void bothSayTheSameOfEverythingThatIsSpoilt() {
        List<String> texts = spoiltTexts().toList();
        assertThat(texts).hasSizeGreaterThan(400);
        assertThat(texts.stream().filter(SchemaTest::readerTakes)).hasSizeGreaterThan(10);
        assertThat(texts.stream().filter(text -> readerTakes(text) != schemaTakes(text))).isEmpty();
    }
}
