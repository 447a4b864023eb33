package dev.sluice.standalone.policy;

import dev.sluice.policy.cases.Outcome;
import dev.sluice.policy.cases.ParsedCases;
import dev.sluice.policy.language.BrokenPolicy;
import dev.sluice.policy.language.BrokenPolicyException;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.language.PolicyInForce;
import dev.sluice.policy.sources.CentralPolicy;
import dev.sluice.policy.yaml.PolicyProblem;
import dev.sluice.standalone.cli.ExitCodes;
import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice policy test}. */
@Command(
        name = "test",
        description = "Runs the tests of policies: facts with the expected verdict and reasons.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sluice policy test .sluice",
            "  sluice policy test policies --junit target/policies.xml",
            "",
            "Tests are the files *.test.yaml in and below the directory; each names its policy."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every case is as expected",
            "64:a policy or a file of cases is wrong, or there is none; or wrong usage",
            "70:a case is not as expected; or internal error"
        })
final class TestCommand implements Callable<Integer> {

    private static final String ENDING = ".test.yaml";

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Where the tests are.")
    private Path directory = Path.of(".");

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Write the results there, as JUnit XML.")
    private @Nullable Path junit;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        List<TestedFile> files = files().stream().map(TestCommand::run).toList();
        new TestReport(Terminal.of(spec.commandLine().getOut())).write(files);
        if (junit != null) {
            write(junit, JunitReport.of(files));
        }
        return files.stream().allMatch(TestedFile::isAsExpected)
                ? ExitCodes.PASS
                : ExitCodes.INTERNAL;
    }

    private List<Path> files() {
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> files =
                    paths.filter(path -> path.getFileName().toString().endsWith(ENDING))
                            .sorted()
                            .toList();
            if (files.isEmpty()) {
                throw Refusal.usage("there is no *" + ENDING + " in " + directory);
            }
            return files;
        } catch (IOException e) {
            throw Refusal.usage("cannot read " + directory, e);
        }
    }

    private static TestedFile run(Path file) {
        return switch (ParsedCases.parse(file.toString(), read(file))) {
            case ParsedCases.Broken broken -> throw Refusal.usage(lines(broken.problems()));
            case ParsedCases.Cases cases -> {
                Policy policy = policy(file, cases.policy());
                @Nullable Policy central =
                        cases.central() == null ? null : policy(file, cases.central());
                PolicyInForce inForce = PolicyInForce.of(central, policy);
                List<Outcome> outcomes = new ArrayList<>();
                cases.cases().forEach(tested -> outcomes.add(tested.run(inForce)));
                yield new TestedFile(file, policy, outcomes);
            }
        };
    }

    private static Policy policy(Path file, String name) {
        return switch (CentralPolicy.read(file.resolveSibling(name))) {
            case Policy policy -> policy;
            case BrokenPolicy broken ->
                    throw Refusal.usage(
                            String.valueOf(new BrokenPolicyException(broken).getMessage()));
        };
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Refusal.usage("cannot read " + file + ", which has to be UTF-8", e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw Refusal.usage("cannot write " + file, e);
        }
    }

    private static String lines(List<PolicyProblem> problems) {
        return problems.stream().map(PolicyProblem::toString).collect(Collectors.joining("\n"));
    }
}
