package dev.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.standalone.cli.ExitCodes;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class SluiceCommandTest {

    private record Outcome(int exitCode, String out, String err) {}

    @ParameterizedTest
    @MethodSource("everyCommand")
    void helpsAndNamesTheExitCodes(List<String> command) {
        Outcome outcome = run(Stream.concat(command.stream(), Stream.of("--help")).toList());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).startsWith("Usage: sluice").contains("Exit codes:");
    }

    @Test
    void anErrorOfTheMachineIsNotAVerdict() {
        var err = new ByteArrayOutputStream();

        int exitCode =
                Sluice.exitCode(
                        () -> {
                            throw new OutOfMemoryError("Java heap space");
                        },
                        new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(exitCode).isEqualTo(ExitCodes.INTERNAL);
        assertThat(err.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("sluice: internal error: OutOfMemoryError: Java heap space");
    }

    static Stream<List<String>> everyCommand() {
        return Stream.concat(Stream.of(List.of()), below(Sluice.commandLine(), List.of()));
    }

    private static Stream<List<String>> below(CommandLine parent, List<String> path) {
        return parent.getSubcommands().entrySet().stream()
                .filter(command -> !command.getKey().equals("help"))
                .flatMap(command -> {
                    List<String> here =
                            Stream.concat(path.stream(), Stream.of(command.getKey())).toList();
                    return Stream.concat(Stream.of(here), below(command.getValue(), here));
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                       | sluice: Missing command
                    bogus                    | sluice: Unmatched argument at index 0: 'bogus'
                    up --port x              | sluice: Invalid value for option '--port': 'x' is not an int
                    up --port 0              | sluice: --port is 0, from 1 to 65535
                    up --port 65536          | sluice: --port is 65536, from 1 to 65535
                    topics                   | sluice: Missing command: create or doctor
                    topics create --partitions 0  | sluice: --partitions is 0, at least 1
                    topics create --replication 0 | sluice: --replication is 0, at least 1
                    topics doctor --command-config missing.properties | sluice: cannot read missing.properties: missing.properties
                    connect                  | sluice: Missing command: github
                    connect github --port -1 | sluice: --port is -1, from 1 to 65535
                    deliveries               | sluice: Missing command: list or show
                    deliveries show          | sluice: Missing required parameter: 'ID'
                    deliveries list --limit 0 | sluice: --limit is 0, from 1 to 10000
                    trace                    | sluice: Missing required parameter: 'ID'
                    trace abc                | sluice: Invalid value for positional parameter at index 0 (ID): 'abc' is not a correlation id
                    trace 1f0c3a52-6c0e-5d1c-9c55-0b7a0c7d2f11 --data missing | sluice: there is no Sluice in missing; name its data directory with --data, or the brokers with --bootstrap-servers
                    bench                    | sluice: Missing command: line, ingest, secrets or scan
                    bench line --changes 0   | sluice: --changes is 0, from 1 to 10000
                    bench line --rate 101    | sluice: --rate is 101, from 1 to 100
                    completion               | sluice: Missing required parameter: 'SHELL'
                    policy                   | sluice: Missing command: check, test, explain or schema
                    policy check             | sluice: Missing required parameter: 'FILE'
                    """)
    void refusesWrongUsageInOneLine(String arguments, String line) {
        Outcome outcome = run(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));

        assertThat(outcome.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(outcome.err().lines()).first().isEqualTo(line);
        assertThat(outcome.err()).doesNotContain("\tat ");
    }

    @Test
    void suggestsWhatAMistypedOptionMayHaveMeant() {
        assertThat(run(List.of("up", "--prot", "3")).err()).contains("Did you mean --port?");
        assertThat(run(List.of("up", "--prt=1")).err()).contains("Did you mean --port?");
        assertThat(run(List.of("topcs")).err()).contains("Did you mean topics?");
        assertThat(run(List.of("up", "--something-else")).err()).doesNotContain("Did you mean");
    }

    @Test
    void printsItsVersion() {
        assertThat(run(List.of("--version")).out()).matches("sluice \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @Test
    void completesInBashAndZsh() {
        assertThat(run(List.of("completion", "bash")).out())
                .startsWith("#!/usr/bin/env bash")
                .contains("--demo", "doctor", "--webhook-url");
        assertThat(run(List.of("completion", "zsh")).out()).contains("bashcompinit");
    }

    private static Outcome run(List<String> arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode =
                Sluice.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments.toArray(String[]::new));
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
