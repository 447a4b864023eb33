package dev.sluice.standalone.bench.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.Commands;
import dev.sluice.standalone.bench.MarkedPart;
import dev.sluice.standalone.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run on little data: what is measured and how it looks, never how long it took. */
class ScanBenchTest {

    private static final MarkedPart PART = new MarkedPart("bench scan");

    @TempDir private Path directory;

    @Test
    void comparesTheSecondPushWithTheFirst() throws Exception {
        Path document =
                Files.write(
                        directory.resolve("document.md"), List.of("a", PART.start(), PART.end()));

        Commands.Outcome outcome =
                Commands.run(
                        "bench",
                        "scan",
                        repository().toString(),
                        "--rounds",
                        "2",
                        "--write",
                        document.toString());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.PASS);
        assertThat(outcome.out())
                .contains("| 2     |")
                .containsPattern("E2 \\d+\\.\\d{3} \\(")
                .contains("The second push changes src/b.txt.");
        assertThat(Files.readString(document)).startsWith("a\n" + PART.start()).contains("E2 ");
    }

    @Test
    void saysWhatIsNoRepository() {
        Commands.Outcome outcome =
                Commands.run("bench", "scan", directory.resolve("missing").toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(outcome.err()).contains("missing does not exist");
    }

    private Path repository() throws IOException, GitAPIException {
        Path repository = directory.resolve("repository");
        Files.createDirectories(repository.resolve("src"));
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            Files.writeString(repository.resolve("src/a.txt"), "first");
            Files.writeString(repository.resolve("src/b.txt"), "second");
            git.add().addFilepattern(".").call();
            git.commit().setSign(false).setAuthor("a", "a@acme.example").setMessage("a").call();
        }
        return repository;
    }
}
