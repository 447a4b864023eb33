package dev.sluice.policy.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.check.PolicyCheck;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.language.PolicyInForce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The policies in docs/policies are good, and do what their tests say. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("../docs/policies");

    private static List<String> names(String ending) throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }

    static List<String> names() throws IOException {
        return names(".test.yaml");
    }

    private static String text(String file) throws IOException {
        return Files.readString(EXAMPLES.resolve(file));
    }

    private static Policy policy(String file) throws IOException {
        return Policy.require(file, text(file));
    }

    @Test
    void everyExampleHasTests() throws IOException {
        assertThat(names(".yaml").stream().filter(name -> !name.endsWith(".test")))
                .containsExactlyElementsOf(names())
                .hasSize(6);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyRuleIsThereForSomething(String name) throws IOException {
        assertThat(PolicyCheck.warnings(policy(name + ".yaml"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCaseIsAsExpected(String name) throws IOException {
        ParsedCases parsed = ParsedCases.parse(name, text(name + ".test.yaml"));
        assertThat(parsed).isInstanceOf(ParsedCases.Cases.class);
        var cases = (ParsedCases.Cases) parsed;
        var inForce =
                PolicyInForce.of(
                        cases.central() == null ? null : policy(cases.central()),
                        policy(cases.policy()));
        assertThat(cases.cases())
                .allSatisfy(tested ->
                        assertThat(tested.run(inForce).differences()).as(tested.name()).isEmpty());
    }
}
