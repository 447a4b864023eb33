package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleReaderTest {

    private static final String GOOD = rule("'token_[0-9]{8}'");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    '[0-9'            | rules.yaml:8: rule a-rule: expression: it ends too early (at character 4)
                    'token_)'         | rules.yaml:8: rule a-rule: expression: unbalanced ) (at character 6)
                    '(token'          | rules.yaml:8: rule a-rule: expression: a group is not closed (at character 6)
                    'token_[z-a]'     | rules.yaml:8: rule a-rule: expression: Illegal character range (at character 9)
                    'token_[0-9]+'    | rules.yaml:8: rule a-rule: expression: repetition without an upper bound (at character 11)
                    'token_.*'        | rules.yaml:8: rule a-rule: expression: repetition without an upper bound (at character 7)
                    'token_[0-9]{8,}' | rules.yaml:8: rule a-rule: expression: a repetition needs a lower and an upper bound (at character 14)
                    '(?:a{1,9}){1,9}' | rules.yaml:8: rule a-rule: expression: repetition within repetition (at character 15)
                    '[0-9]{0,8}'      | rules.yaml:8: rule a-rule: expression: it matches the empty text
                    '(?:token)?'      | rules.yaml:8: rule a-rule: expression: it matches the empty text
                    '(a)\\1'          | rules.yaml:8: rule a-rule: expression: \\1 is not supported (at character 5)
                    '(?i)token'       | rules.yaml:8: rule a-rule: expression: flags without a group (at character 4)
                    'a{70000}'        | rules.yaml:8: rule a-rule: expression: it can match more than 65536 characters
                    """)
    void refusesAnExpressionThatCannotBeUsed(String expression, String complaint) {
        assertThatThrownBy(() -> SecretRules.parse("rules.yaml", rule(expression)))
                .isInstanceOf(InvalidRulesException.class)
                .hasMessage(complaint);
    }

    @Test
    void refusesAnUnknownChecksum() {
        refuses(
                GOOD + "    checksum: md4\n",
                "rules.yaml:13: rule a-rule: checksum: md4 is not known");
    }

    @Test
    void refusesAMissingKeyword() {
        refuses(
                GOOD.replace("    keywords: [token]\n", ""),
                "rules.yaml:2: rule a-rule: a rule needs at least one keyword");
    }

    @Test
    void refusesAKeywordThatIsTooShort() {
        refuses(
                GOOD.replace("[token]", "[to]"),
                "rules.yaml:7: rule a-rule: keywords are printable ASCII in lower case, at least 3"
                        + " characters: to");
    }

    @Test
    void refusesAKeywordInUpperCase() {
        refuses(
                GOOD.replace("[token]", "[Token]"),
                "rules.yaml:7: rule a-rule: keywords are printable ASCII in lower case, at least 3"
                        + " characters: Token");
    }

    @Test
    void refusesAMissingField() {
        refuses(
                GOOD.replace("    issuer: Acme\n", ""),
                "rules.yaml:2: rule a-rule: issuer is missing");
    }

    @Test
    void refusesAnUnknownField() {
        refuses(
                GOOD + "    regex: x\n",
                "rules.yaml:13: rule a-rule: regex is not a field of a rule");
    }

    @Test
    void refusesAFieldThatIsThereTwice() {
        refuses(GOOD + "    what: x\n", "rules.yaml:13: rule a-rule: what is there twice");
    }

    @Test
    void refusesTheSameIdTwice() {
        refuses(
                GOOD + GOOD.replace("rules:\n", ""),
                "rules.yaml:13: rule a-rule: another rule has the same id");
    }

    @Test
    void refusesAnUnknownSeverity() {
        refuses(
                GOOD.replace("severity: high", "severity: awful"),
                "rules.yaml:5: rule a-rule: severity: awful is none of critical, high, medium, low"
                        + " and info");
    }

    @Test
    void refusesARuleWithoutExamples() {
        refuses(
                GOOD.replace("    not-found: [token]\n", ""),
                "rules.yaml:11: rule a-rule: a rule has an example of found and one of not-found");
    }

    @Test
    void refusesWhatIsNotYaml() {
        refuses("rules: [\n", "rules.yaml:2: expected the node content, but found '<stream end>'");
    }

    @Test
    void refusesAFileWithoutRules() {
        refuses("other: 1\n", "rules.yaml:1: there is no list named rules, or it is empty");
        refuses("", "rules.yaml:1: there is no list named rules, or it is empty");
    }

    @Test
    void refusesARuleThatIsNoMapping() {
        refuses("rules:\n  - token\n", "rules.yaml:2: a rule is a mapping");
    }

    private static void refuses(String yaml, String complaint) {
        assertThatThrownBy(() -> SecretRules.parse("rules.yaml", yaml))
                .isInstanceOf(InvalidRulesException.class)
                .hasMessage(complaint);
    }

    /** A file with one rule. */
    static String rule(String expression) {
        return """
        rules:
          - id: a-rule
            issuer: Acme
            what: token
            severity: high
            cwe: CWE-798
            keywords: [token]
            expression: %s
            remediation: Revoke it.
            source: Acme's documentation
            found: [token_<digits:8>]
            not-found: [token]
        """
                .formatted(expression);
    }
}
