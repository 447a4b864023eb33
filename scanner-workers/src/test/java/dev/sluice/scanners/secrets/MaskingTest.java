package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.wire.Json;
import dev.sluice.scanners.secrets.Fixtures.MemoryFile;
import dev.sluice.scanners.secrets.Fixtures.MemoryTree;
import dev.sluice.scanners.spi.RangeCommit;
import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever leaves the scanner, no six characters of a value that are secret are in it. */
class MaskingTest {

    private static final int TELLING = 6;
    private static final Engine ENGINE = Fixtures.engine();
    private static final SecretsScanner SCANNER =
            new SecretsScanner(SecretRules.bundled(), Fixtures.KEY);

    static Stream<SecretRule> rules() {
        return SecretRules.bundled().list().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void noPartOfAValueLeavesTheScanner(SecretRule rule) throws Exception {
        for (String example : Fixtures.found(rule)) {
            var file = new MemoryFile("a.txt", example);
            var head = new MemoryTree("head", file);
            var commit = new RangeCommit("c".repeat(40), example, List.of(file));

            var logged = new Recorder();
            Logger.getLogger("").addHandler(logged);
            ScanOutcome outcome = SCANNER.scan(new ScanInput(head, head, List.of(commit)));
            Logger.getLogger("").removeHandler(logged);

            var completed = (ScanOutcome.Completed) outcome;
            String json =
                    Json.mapper().writeValueAsString(completed.head())
                            + Json.mapper().writeValueAsString(completed.baseline());
            String text =
                    outcome
                            + logged.messages.toString()
                            + ENGINE.scan(Fixtures.utf8(example))
                            + Text.of(Fixtures.utf8(example))
                            + new SteppedText(Fixtures.utf8(example));
            for (String part : secretParts(rule, example)) {
                assertThat(json).doesNotContain(part);
                assertThat(text).doesNotContain(part);
            }
        }
    }

    /** Windows of the random text of an example; what its template spells out is public. */
    private static List<String> secretParts(SecretRule rule, String example) {
        String known = String.join("\n", rule.found()) + rule.expression() + rule.remediation();
        var parts = new ArrayList<String>();
        for (int i = 0; i + TELLING <= example.length(); i++) {
            String part = example.substring(i, i + TELLING);
            if (!known.replace("<>", "").contains(part) && part.matches("[0-9A-Za-z+/_-]+")) {
                parts.add(part);
            }
        }
        assertThat(parts).isNotEmpty();
        return parts;
    }

    private static final class Recorder extends Handler {
        private final List<String> messages = new ArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            messages.add(entry.getMessage() + entry.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
