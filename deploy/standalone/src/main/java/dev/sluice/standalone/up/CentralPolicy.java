package dev.sluice.standalone.up;

import dev.sluice.policy.language.BrokenPolicy;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.yaml.PolicyProblem;
import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The policy of the whole installation: a broken one is told before anything starts. */
final class CentralPolicy {

    private static final String VARIABLE = "SLUICE_POLICY";

    private CentralPolicy() {}

    /**
     * Makes sure that the policy can be used, where one is set.
     *
     * @throws Refusal with file, line, column and reason
     */
    static void require(Map<String, String> environment) {
        String file = environment.getOrDefault(VARIABLE, "");
        if (file.isBlank()) {
            return;
        }
        switch (Policy.parse(file, read(file))) {
            case Policy _ -> {}
            case BrokenPolicy broken -> throw Refusal.usage(lines(broken));
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw Refusal.usage(VARIABLE + ": cannot read " + file, e);
        }
    }

    private static String lines(BrokenPolicy broken) {
        return broken.problems().stream()
                .map(PolicyProblem::toString)
                .collect(Collectors.joining("\n"));
    }
}
