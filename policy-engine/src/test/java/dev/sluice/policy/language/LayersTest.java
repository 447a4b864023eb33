package dev.sluice.policy.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {

    private static Policy policy(String name, String... rules) {
        return Policy.require(
                name,
                """
                apiVersion: sluice.dev/v1
                kind: Policy
                metadata: {name: %s}
                rules:
                """
                                .formatted(name)
                        + String.join("\n", rules).indent(2));
    }

    private static List<List<String>> rules(Policy central, Policy repository) {
        return PolicyInForce.of(central, repository).layers().stream()
                .map(layer -> ((Policy) layer).rules().stream().map(Rule::name).toList())
                .toList();
    }

    @Test
    void aRepositoryReplacesOnlyWhatTheOrganisationMarks() {
        Policy central =
                policy(
                        "central",
                        "- {name: a, deny: {when: 'true'}, replaceable: true}",
                        "- {name: b, deny: {when: 'true'}}",
                        "- {name: c, deny: {when: 'true'}, replaceable: true}");
        Policy repository =
                policy(
                        "repository",
                        "- {name: a, warn: {when: 'true'}}",
                        "- {name: b, warn: {when: 'true'}}");
        assertThat(rules(central, repository))
                .containsExactly(List.of("b", "c"), List.of("a", "b"));
    }

    @Test
    void theDigestIsOverTheTextsWhateverIsReplaced() {
        Policy central = policy("central", "- {name: a, deny: {when: 'true'}, replaceable: true}");
        Policy same = policy("central", "- {name: a, deny: {when: 'true'}, replaceable: true}");
        Policy repository = policy("repository", "- {name: a, warn: {when: 'true'}}");
        assertThat(PolicyInForce.of(central, repository).digest())
                .isEqualTo(new PolicyInForce(List.of(same, repository)).digest());
    }

    @Test
    void nothingIsReplacedByABrokenPolicy() {
        Policy central = policy("central", "- {name: a, deny: {when: 'true'}, replaceable: true}");
        ParsedPolicy broken = Policy.parse("repository", "kind: Policy");
        assertThat(PolicyInForce.of(central, broken).layers()).containsExactly(central, broken);
    }

    @Test
    void scopesCoverWhatTheyName() {
        Vocabulary.Change change =
                new Vocabulary.Change(
                        "proposed",
                        "github",
                        "acme/shop",
                        1,
                        "topic",
                        "a",
                        "release/1",
                        "dev",
                        "trusted",
                        false,
                        false,
                        false,
                        List.of(),
                        1,
                        List.of(new Vocabulary.File("web/a.js", "modified", "")),
                        false);
        assertThat(covers("{organisations: [acme]}", change)).isTrue();
        assertThat(covers("{organisations: [evil, 'ac?']}", change)).isFalse();
        assertThat(covers("{repositories: ['acme/*'], branches: ['release/*']}", change)).isTrue();
        assertThat(covers("{repositories: ['acme/*'], branches: [main]}", change)).isFalse();
        assertThat(covers("{paths: [web/]}", change)).isTrue();
        assertThat(covers("{paths: [api/]}", change)).isFalse();
    }

    private static boolean covers(String scope, Vocabulary.Change change) {
        return policy("p", "- {name: a, require: [x], appliesTo: " + scope + "}")
                .rules()
                .getFirst()
                .head()
                .scopes()
                .stream()
                .allMatch(s -> s.covers(change));
    }

    @Test
    void aPolicysScopeHoldsForEachOfItsRules() {
        Policy policy =
                Policy.require(
                        "p",
                        """
                        apiVersion: sluice.dev/v1
                        kind: Policy
                        metadata: {name: p}
                        appliesTo: {branches: [main]}
                        rules:
                          - {name: a, require: [x]}
                          - {name: b, require: [x], appliesTo: {paths: [web/]}}
                        """);
        assertThat(policy.rules())
                .extracting(rule -> rule.head().scopes().size())
                .containsExactly(1, 2);
    }
}
