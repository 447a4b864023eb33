package dev.sluice.standalone.scan;

import dev.sluice.events.ChangeDescribed;
import dev.sluice.events.Fact;
import dev.sluice.events.ScanFact;
import dev.sluice.events.TrustedConfiguration;
import dev.sluice.policy.evaluate.Evaluation;
import dev.sluice.policy.evaluate.Evaluator;
import dev.sluice.policy.evaluate.Inputs;
import dev.sluice.policy.language.ParsedPolicy;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.language.PolicyInForce;
import dev.sluice.scanners.local.LocalRepository;
import dev.sluice.scanners.local.LocalRepositoryException;
import dev.sluice.scanners.spi.Scanner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Describe, scan and evaluate in a row, with the functions that the services run.
 *
 * @param central the policy that the organisation would apply; null for the built-in one
 * @param clock what rules see as the time
 */
record LocalScan(List<Scanner> scanners, @Nullable Policy central, Clock clock) {

    LocalScan {
        scanners = List.copyOf(scanners);
    }

    /**
     * Scans.
     *
     * @param base what to compare with; null to count everything as new
     * @param progress sees each fact as soon as it is known
     */
    ScanReport run(Path path, @Nullable String base, String head, Consumer<Fact> progress)
            throws LocalRepositoryException, InterruptedException {
        try (LocalRepository repository = LocalRepository.open(path)) {
            List<Fact> facts = new ArrayList<>();
            repository.scan(base, head, scanners, progress.andThen(facts::add));
            return new ScanReport(
                    name(path),
                    repository.resolve(head),
                    base,
                    facts,
                    evaluate(facts),
                    repository.uncommittedFiles());
        }
    }

    private static String name(Path path) {
        Path directory = path.toAbsolutePath().normalize().getFileName();
        return directory == null ? "repository" : directory.toString();
    }

    private Evaluation evaluate(List<Fact> facts) {
        Optional<ChangeDescribed> description =
                facts.stream()
                        .filter(ChangeDescribed.class::isInstance)
                        .map(ChangeDescribed.class::cast)
                        .findFirst();
        List<ScanFact> scans =
                facts.stream()
                        .filter(ScanFact.class::isInstance)
                        .map(ScanFact.class::cast)
                        .toList();
        var inputs = Inputs.of(null, description.orElse(null), scans, Inputs.SAMPLE_ACCEPTED);
        var policy =
                PolicyInForce.of(central, description.map(LocalScan::ofRepository).orElse(null));
        return Evaluator.evaluate(policy, inputs, clock.instant());
    }

    private static @Nullable ParsedPolicy ofRepository(ChangeDescribed description) {
        String text = description.configuration().policy();
        return text == null ? null : Policy.parse(TrustedConfiguration.POLICY_PATH, text);
    }
}
