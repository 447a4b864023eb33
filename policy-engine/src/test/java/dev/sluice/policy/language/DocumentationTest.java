package dev.sluice.policy.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/policy.md says what is so. */
class DocumentationTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private String page = "";

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of("../docs/policy.md"));
    }

    private List<String> policies() {
        return YAML.matcher(page).results().map(match -> match.group(1)).toList();
    }

    @Test
    void showsTheDefaultPolicy() {
        assertThat(policies().getFirst()).isEqualTo(Policy.defaultText());
    }

    @Test
    void showsExamplesThatWork() {
        assertThat(policies())
                .hasSize(2)
                .allSatisfy(text ->
                        assertThat(Policy.parse("docs/policy.md", text))
                                .isInstanceOf(Policy.class));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Vocabulary.Finding.class,
                Vocabulary.Change.class,
                Vocabulary.Scan.class,
                Vocabulary.Approval.class
            })
    void namesEveryFieldInOrder(Class<?> record) {
        String title = record.getSimpleName().toLowerCase(Locale.ROOT);
        String heading =
                "### `"
                        + (title.equals("scan") || title.equals("approval") ? title + "s" : title)
                        + "`";
        String section = page.substring(page.indexOf(heading) + 3).split("\n##")[0];
        assertThat(
                        Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE)
                                .matcher(section)
                                .results())
                .extracting(match -> match.group(1))
                .containsExactlyElementsOf(
                        Arrays.stream(record.getRecordComponents())
                                .map(RecordComponent::getName)
                                .toList());
    }

    /** CEL takes some accessors for getters, so that their fields have other names. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                Vocabulary.Finding.class,
                Vocabulary.Change.class,
                Vocabulary.File.class,
                Vocabulary.Scan.class,
                Vocabulary.Gap.class
            })
    void everyFieldCanBeUsed(Class<?> record) {
        String subject =
                switch (record.getSimpleName()) {
                    case "Finding" -> "finding";
                    case "Change" -> "change";
                    case "File" -> "change.files[0]";
                    case "Scan" -> "scans[0]";
                    default -> "scans[0].gaps[0]";
                };
        for (RecordComponent field : record.getRecordComponents()) {
            String text =
                    """
                    apiVersion: sluice.dev/v1
                    kind: Policy
                    metadata: {name: field}
                    rules:
                      - name: field
                        warn: {findings: "%1$s.%2$s == %1$s.%2$s"}
                    """
                            .formatted(subject, field.getName());
            assertThat(Policy.parse("p.yaml", text)).isInstanceOf(Policy.class);
        }
    }
}
