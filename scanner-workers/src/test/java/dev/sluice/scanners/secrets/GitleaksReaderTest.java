package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitleaksReaderTest {

    private static final String ACME =
            """
            title = "rules of ours"

            [[rules]]
            id = "acme-token"
            description = "Acme's deploy token"
            regex = '''(?i)acme_(prod|test)_([a-z0-9]{8,})'''
            secretGroup = 2
            entropy = 2
            keywords = ["acme_"]
            """;

    @Test
    void readsARule() {
        SecretRule rule = rules(ACME).getFirst();

        assertThat(rule.id()).isEqualTo("acme-token");
        assertThat(rule.what()).isEqualTo("Acme's deploy token");
        assertThat(rule.entropy()).isEqualTo(2);
        assertThat(rule.keywords()).containsExactly("acme_");
        assertThat(rule.source()).isEqualTo("own.toml:4");
        assertThat(found(ACME, "x = ACME_prod_a1b2c3d4e5")).containsExactly("acme-token at 1:15");
        assertThat(found(ACME, "x = acme_prod_a1b2")).isEmpty();
        assertThat(found(ACME, "x = acme_prod_aaaaaaaaaa")).isEmpty();
    }

    @Test
    void takesTheFirstGroupForTheValueWhereNoneIsNamed() {
        String toml = rule("regex = '''acme[=:](?:\"([0-9]{4})\"|([0-9]{4}))'''", "acme");

        assertThat(found(toml, "acme=1234")).containsExactly("acme-token at 1:6");
        assertThat(found(toml, "acme:\"1234\"")).containsExactly("acme-token at 1:7");
    }

    @Test
    void looksEverywhereWhenAKeywordIsNotInTheMatch() {
        String toml = rule("regex = '''\\bk-[0-9]{6}\\b'''", "acme");
        String far = " ".repeat(100_000);

        assertThat(found(toml, "k-123456" + far + "\nuse acme")).hasSize(1);
        assertThat(found(toml, "use acme" + far + "\nk-123456")).hasSize(1);
        assertThat(found(toml, "k-123456" + far)).isEmpty();
    }

    @Test
    void leavesOutAndKeepsToPaths() {
        String toml =
                rule("regex = '''acme-[0-9]{6}'''\npath = '''\\.env$'''", "acme")
                        + """
                        [[rules.allowlists]]
                        paths = ['''^examples/''']
                        """;

        assertThat(paths(toml, "acme-123456", "a.env", "a.txt", "examples/a.env"))
                .containsExactly("a.env");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            textBlock =
                    """
                    stopwords = ["777"]                                 ; acme-123456
                    regexes = ['^acme-7']                               ; acme-123456
                    regexTarget = "line"\\nregexes = ['ours']            ; acme-123456
                    condition = "AND"\\nregexes = ['7$']\\nstopwords=["12"] ; acme-777777 acme-123456
                    """)
    void leavesOutValues(String allowed, String left) {
        String toml =
                rule("regex = '''acme-[0-9]{6}'''", "acme")
                        + "[rules.allowlist]\n"
                        + allowed.replace("\\n", "\n")
                        + "\n";

        assertThat(values(toml, "acme-777777 is ours\nacme-123456"))
                .containsExactly(left.split(" "));
    }

    @Test
    void globalListsHoldForOwnRulesAndThoseThatComeWithSluice() {
        String toml =
                """
                [[allowlists]]
                targetRules = ["github-personal-access-token"]
                paths = ["^fixtures/"]
                """;

        assertThat(paths(toml, Fixtures.githubToken(1), "fixtures/a", "src/a"))
                .containsExactly("src/a");
    }

    @Test
    void aRuleThatDoesNotHoldHereHidesNoOther() {
        String toml = rule("regex = '''ghp_[0-9A-Za-z]{36}'''\npath = '''^only/here$'''", "ghp_");

        assertThat(paths(toml, Fixtures.githubToken(1), "src/a")).containsExactly("src/a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    regex = '[0-9'                    | own.toml:3: rule acme-token: regex: it ends too early (at character 4)
                    regex = 'acme(?=x)'               | own.toml:3: rule acme-token: regex: (?= is not in RE2's syntax (at character 7)
                    regex = 'acme(?<!x)'              | own.toml:3: rule acme-token: regex: a group has no valid name, or looks behind, which RE2 does not (at character 7)
                    regex = '(acme)\\1'               | own.toml:3: rule acme-token: regex: references to groups are not in RE2's syntax (at character 8)
                    regex = 'acme\\p{L}'              | own.toml:3: rule acme-token: regex: \\p is not supported (at character 6)
                    regex = '(?:acme)?'               | own.toml:3: rule acme-token: regex: it matches the empty text
                    regex = '(?:acme.*)*x'            | own.toml:3: rule acme-token: regex: repetition within repetition
                    regex = 'acme.*.*.*x'             | own.toml:3: rule acme-token: regex: a text can be made that takes it too long; repeat less within repetitions
                    regex = 'acme'\\nsecretGroup = 1  | own.toml:4: rule acme-token: the regex has no group 1
                    regex = 'acme'\\nentropy = 9      | own.toml:4: rule acme-token: entropy is between 0 and 8 bits per character
                    regex = 'acme'\\nskipReport = true | own.toml:4: rule acme-token: skipReport is not supported
                    regex = 1                         | own.toml:3: rule acme-token: regex is a text
                    path = 'x'                        | own.toml:3: rule acme-token: a rule without a regex is not supported
                    regex = 'acme'\\npath = ''         | own.toml:4: rule acme-token: path: it matches the empty text
                    """)
    void refusesARuleThatCannotBeUsed(String fields, String complaint) {
        refuses(rule(fields.replace("\\n", "\n"), "acme"), complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    rules = 1                          | own.toml:1: rules is a list
                    x = [                              | own.toml:1: Premature end of file
                    [extend]\\nuseDefault = true       | own.toml:1: extend is not supported; remove it: Sluice's own rules stay in force beside these
                    other = 1                          | own.toml:1: other is not supported
                    [allowlist]\\ncommits = ["a"]      | own.toml:1: commits are not supported, because a secret in the head has none
                    [allowlist]\\ndescription = "x"    | own.toml:1: an allow list has paths, regexes or stopwords
                    [allowlist]\\npaths = ["("]        | own.toml:1: paths: a group is not closed (at character 1)
                    [allowlist]\\nregexes = [".*"]     | own.toml:1: regexes: it matches the empty text
                    """)
    void refusesAFileThatCannotBeUsed(String toml, String complaint) {
        assertThatThrownBy(() -> rules(toml.replace("\\n", "\n")))
                .isInstanceOf(InvalidRulesException.class)
                .hasMessageStartingWith(complaint);
    }

    @Test
    void looksEverywhereWithoutKeywords() {
        String toml = rule("regex = 'acme-[0-9]{6}'", "acme").replace("keywords", "tags");

        assertThat(found(toml, " ".repeat(100_000) + "\nacme-123456"))
                .containsExactly("acme-token at 2:1");
    }

    @Test
    void refusesAKeywordThatIsTooShort() {
        refuses(
                rule("regex = 'acme'", "ac"),
                "own.toml:4: rule acme-token: keywords are printable ASCII in lower case, at least"
                        + " 3 characters: ac");
    }

    @Test
    void refusesTheSameIdTwice() {
        refuses(
                ACME + ACME.substring(ACME.indexOf("[[")),
                "own.toml:11: rule acme-token: another rule has the same id");
    }

    @Test
    void refusesAnIdThatSluiceHas() {
        refuses(
                ACME.replace("acme-token", "slack-token"),
                "own.toml:1: rule slack-token: Sluice has a rule of this id; choose another one");
    }

    @Test
    void refusesTenThousandRules() {
        var toml = new StringBuilder();
        IntStream.range(0, 10_000)
                .forEach(i ->
                        toml.append(rule("regex = 'acme'", "acme").replace("-token", "-" + i)));

        refuses(toml.toString(), "own.toml:5001: there are more than 1000 rules");
    }

    @Test
    void namesTheLineBehindTextsOfSeveralLines() {
        refuses(
                rule("description = '''\n[[rules]]\nregex = 1\n'''\nregex = '('", "acme"),
                "own.toml:7: rule acme-token: regex: a group is not closed (at character 1)");
    }

    @Test
    void otherRulesGiveAnotherDigest() {
        SecretRules bundled = SecretRules.bundled();

        assertThat(bundled.with("own.toml", ACME).digest())
                .isNotEqualTo(bundled.digest())
                .isEqualTo(bundled.with("own.toml", ACME).digest())
                .isNotEqualTo(bundled.with("own.toml", ACME + "\n").digest());
    }

    @Test
    void readsOurOwnFormatToo() {
        String yaml = RuleReaderTest.rule("'token_[0-9]{8}'");

        assertThat(SecretRules.bundled().with("own.yaml", yaml).list().getFirst().id())
                .isEqualTo("a-rule");
    }

    private static String rule(String fields, String keyword) {
        return "[[rules]]\nid = \"acme-token\"\n%s\nkeywords = [\"%s\"]\n\n"
                .formatted(fields, keyword);
    }

    private static void refuses(String toml, String complaint) {
        assertThatThrownBy(() -> rules(toml))
                .isInstanceOf(InvalidRulesException.class)
                .hasMessage(complaint);
    }

    private static List<SecretRule> rules(String toml) {
        return SecretRules.bundled().with("own.toml", toml).list();
    }

    private static List<Sighting> sightings(String toml, String content) {
        return new Engine(rules(toml), Fixtures.KEY, ScanLimits.DEFAULT)
                .scan(Fixtures.utf8(content))
                .sightings();
    }

    private static List<String> found(String toml, String content) {
        return sightings(toml, content).stream()
                .map(s -> "%s at %d:%d".formatted(s.rule().id(), s.line(), s.column()))
                .toList();
    }

    /** What is found, cut out of the content by its position. */
    private static List<String> values(String toml, String content) {
        return sightings(toml, content).stream()
                .map(s -> content.lines().toList().get(s.line() - 1))
                .map(line -> line.substring(0, 11))
                .toList();
    }

    /** In which of the paths the content is a finding. */
    private static List<String> paths(String toml, String content, String... paths) {
        return List.of(paths).stream()
                .filter(path -> sightings(toml, content).stream().anyMatch(s -> s.holdsIn(path)))
                .toList();
    }
}
