package dev.sluice.standalone.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NeedTest {

    private static final Path DOCUMENTATION = Path.of("../../docs/connect-github.md");

    @Test
    void isDocumentedWithReasonsAndNothingElseIs() throws IOException {
        var expected = new ArrayList<String>();
        expected.add("| permission | level | for |");
        expected.add("|---|---|---|");
        Need.PERMISSIONS.forEach(need ->
                expected.add("| %s | %s | %s |".formatted(need.label(), need.level(), need.why())));
        expected.add("| event | for |");
        expected.add("|---|---|");
        Need.EVENTS.forEach(
                need -> expected.add("| %s | %s |".formatted(need.label(), need.why())));

        try (Stream<String> lines = Files.lines(DOCUMENTATION)) {
            List<String> table =
                    lines.dropWhile(line -> !line.equals("## What the App may do"))
                            .skip(1)
                            .takeWhile(line -> !line.startsWith("## "))
                            .filter(line -> line.startsWith("|"))
                            .toList();
            assertThat(table).containsExactlyElementsOf(expected);
        }
    }

    /** The notifier keeps to itself what it writes, but not from a test. */
    @Test
    void includesEverythingThatTheNotifierWrites() throws ClassNotFoundException {
        Object[] written =
                Class.forName("dev.sluice.notifier.github.Permission").getEnumConstants();

        assertThat(written).isNotEmpty();
        assertThat(written)
                .extracting(permission -> permission.toString().toLowerCase(Locale.ROOT))
                .allSatisfy(key -> assertThat(Need.permissions()).containsEntry(key, "write"));
    }

    @Test
    void knowsWhichLevelIncludesWhich() {
        var checks = new Need.Permission("checks", "Checks", "write", "");
        var contents = new Need.Permission("contents", "Contents", "read", "");

        assertThat(checks.isIn(Map.of("checks", "write"))).isTrue();
        assertThat(checks.isIn(Map.of("checks", "admin"))).isTrue();
        assertThat(checks.isIn(Map.of("checks", "read"))).isFalse();
        assertThat(checks.isIn(Map.of("checks", "something new"))).isFalse();
        assertThat(checks.isIn(Map.of())).isFalse();
        assertThat(contents.isIn(Map.of("contents", "write"))).isTrue();
    }
}
