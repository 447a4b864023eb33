package dev.sluice.standalone.bench.secrets;

import dev.sluice.standalone.cli.Refusal;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs on {@code PATH} that Sluice is measured against. */
final class Programs {

    /** What ripgrep, git and gitleaks end with at most when nothing went wrong. */
    private static final int FOUND_NOTHING = 1;

    private Programs() {}

    static Optional<Path> find(String name) {
        String path = System.getenv("PATH");
        return path == null
                ? Optional.empty()
                : Stream.of(path.split(File.pathSeparator))
                        .map(directory -> Path.of(directory, name))
                        .filter(Files::isExecutable)
                        .findFirst();
    }

    /** How long it runs, in nanoseconds; what it says is read and thrown away. */
    static long time(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        return run(command, environment, Redirect.PIPE, Redirect.PIPE);
    }

    /** How long it runs on an input, with its output going nowhere. */
    static long time(List<String> command, Path input) throws IOException, InterruptedException {
        return run(command, Map.of(), Redirect.from(input.toFile()), Redirect.DISCARD);
    }

    /** Keeps what it says in a file. */
    static void keep(List<String> command, Path output) throws IOException, InterruptedException {
        run(command, Map.of(), Redirect.PIPE, Redirect.to(output.toFile()));
    }

    private static long run(
            List<String> command, Map<String, String> environment, Redirect input, Redirect output)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(command)
                        .redirectInput(input)
                        .redirectOutput(output)
                        .redirectError(Redirect.DISCARD);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            int exitCode = process.waitFor();
            if (exitCode > FOUND_NOTHING) {
                throw Refusal.internal(
                        "%s ended with exit code %d"
                                .formatted(String.join(" ", command), exitCode));
            }
            return System.nanoTime() - start;
        } finally {
            process.destroyForcibly();
        }
    }
}
