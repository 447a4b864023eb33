package dev.sluice.standalone.bench.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.scanners.secrets.SecretRules;
import dev.sluice.scanners.secrets.Workbench;
import dev.sluice.scanners.secrets.Workbench.Seen;
import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledTest {

    @TempDir private Path directory;

    @Test
    void countsWhatIsRightWrongMissedAndWithoutALabel() {
        var labelled = new Labelled();

        labelled.add(
                List.of(
                        new Label("a", 1, "yes"),
                        new Label("a", 2, "no"),
                        new Label("a", 3, "aws-access-key-id"),
                        new Label("a", 4, "true")),
                List.of(
                        seen("private-key", 1),
                        seen("private-key", 2),
                        seen("private-key", 3),
                        seen("private-key", 9)));

        assertThat(labelled.recall()).isEqualTo(1 / 3.0);
        assertThat(labelled.precision()).isEqualTo(1 / 3.0);
        assertThat(labelled.table())
                .contains(
                        "| private-key | 1 | 2 | 0 | 0.33 |",
                        "| aws-access-key-id | 0 | 0 | 1 |  |",
                        "| (missed) | 0 | 0 | 1 |  |",
                        "3 secrets on labelled lines; 1 findings on lines without a label");
    }

    @Test
    void readsCsvAndJsonLines() throws IOException {
        Path file =
                Files.write(
                        directory.resolve("labels"),
                        List.of(
                                "file,line,expected",
                                "a,b.txt,3,yes",
                                "\"c \"\"d\"\".txt\",4,no",
                                "{\"file\": \"e\", \"line\": 5, \"expected\": true}"));

        assertThat(LabelReader.read(file))
                .containsExactly(
                        new Label("a,b.txt", 3, "yes"),
                        new Label("c \"d\".txt", 4, "no"),
                        new Label("e", 5, "true"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a,3                    | there are fewer than 3 columns
                    a,x,yes                | For input string: "x"
                    a,0,yes                | a line is 1 or more, not 0
                    {"file": "a"}          | line is missing
                    {"file"                | it is not JSON
                    """)
    void namesTheLineThatIsNoLabel(String line, String why) throws IOException {
        Path file = Files.write(directory.resolve("labels"), List.of("", line));

        assertThatThrownBy(() -> LabelReader.read(file))
                .isInstanceOf(Refusal.class)
                .hasMessage(file + ":2: expected file, line, expected; " + why);
    }

    @Test
    void searchesFilesBesideTheLabels() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "nothing here\n");
        Path labels = Files.write(directory.resolve("labels.csv"), List.of("a.txt,1,no"));

        Labelled labelled =
                Labelled.measure(
                        new Workbench(SecretRules.bundled()),
                        labels,
                        new Progress(new PrintStream(OutputStream.nullOutputStream()), false));

        assertThat(labelled.recall()).isEqualTo(1);
        assertThat(labelled.precision()).isEqualTo(1);
    }

    private static Seen seen(String rule, int line) {
        return new Seen(rule, line, 1, "00");
    }
}
