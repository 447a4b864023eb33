package dev.sluice.standalone.bench.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.scanners.secrets.SeededFiles;
import dev.sluice.standalone.Commands;
import dev.sluice.standalone.bench.MarkedPart;
import dev.sluice.standalone.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run on little data: what is right and how it looks, never how long it took. */
class SecretsBenchTest {

    private static final MarkedPart PART = new MarkedPart("bench secrets");

    @TempDir private Path directory;

    @Test
    void comparesFirstAndThenPrintsRatios() throws Exception {
        Files.write(files().resolve("code"), SeededFiles.code(1, 20_000));
        repository();
        Path document = document("before", PART.start(), "old", PART.end(), "after");

        Commands.Outcome outcome =
                bench(
                        "--repository",
                        directory.resolve("repository").toString(),
                        "--write",
                        document.toString());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.PASS);
        assertThat(outcome.out())
                .containsPattern(
                        "\\| S5 \\| missing of .* \\| 0 of [1-9]\\d* in \\d\\.\\d MB .* pass")
                .containsPattern(
                        "\\| S1 \\| against gitleaks' way, same rules, same JVM +\\| \\d+\\.\\d\\d"
                                + " \\(\\d+\\.\\d\\d to \\d+\\.\\d\\d\\) +\\| at least 35 ")
                .containsPattern("\\| S2 \\| against rg -F -i -j1 with the keywords")
                .containsPattern("\\| G1 \\| all of a history searched .*\\| at most 1.5 ")
                .containsPattern("blobs; MB; seconds, ours and git's +\\| 2; 0; ")
                .contains("processors");
        assertThat(Files.readAllLines(document))
                .startsWith("before", PART.start())
                .endsWith(PART.end(), "after")
                .doesNotContain("old")
                .anyMatch(line -> line.startsWith("| S5 |"));
    }

    @Test
    void refusesADocumentWithoutMarkersBeforeItMeasures() throws IOException {
        Path document = document("text", PART.end(), PART.start());

        Commands.Outcome outcome = bench("--write", document.toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(outcome.err()).contains("is no file with the lines " + PART.start());
    }

    @Test
    void refusesFilesThatDoNotExist() {
        Commands.Outcome outcome =
                Commands.run("bench", "secrets", directory.resolve("missing").toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(outcome.err()).contains("missing does not exist");
    }

    private Commands.Outcome bench(String... options) throws IOException {
        var arguments =
                new ArrayList<>(List.of("bench", "secrets", files().toString(), "--rounds", "1"));
        arguments.addAll(List.of("--warm", "0", "--megabytes", "1", "--oracle", "1"));
        arguments.addAll(List.of(options));
        return Commands.run(arguments.toArray(String[]::new));
    }

    private Path files() throws IOException {
        return Files.createDirectories(directory.resolve("files"));
    }

    private Path document(String... lines) throws IOException {
        return Files.write(directory.resolve("document.md"), List.of(lines));
    }

    private void repository() throws IOException, GitAPIException {
        Path repository = directory.resolve("repository");
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            Files.writeString(repository.resolve("a"), "first");
            git.add().addFilepattern(".").call();
            git.commit().setSign(false).setAuthor("a", "a@acme.example").setMessage("a").call();
            Files.writeString(repository.resolve("a"), "second");
            git.add().addFilepattern(".").call();
            git.commit().setSign(false).setAuthor("a", "a@acme.example").setMessage("b").call();
        }
    }
}
