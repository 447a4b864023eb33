package dev.sluice.policy.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.yaml.PolicyProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {

    private static ParsedPolicy policy(String condition) {
        return Policy.parse(
                "p.yaml",
                """
                apiVersion: sluice.dev/v1
                kind: Policy
                metadata: {name: test}
                rules:
                  - name: a
                    deny:
                      when: >-
                        %s
                """
                        .formatted(condition));
    }

    @ParameterizedTest
    @CsvSource({
        "src/App.java, src/App.java, true",
        "src/App.java, src/*, true",
        "src/main/App.java, src/*, false",
        "src/main/App.java, src/**, true",
        "src/main/App.java, src/, true",
        "App.java, **/App.java, true",
        "a/b/App.java, **/App.java, true",
        "a/b/App.java, *.java, false",
        "MyApp.java, **/App.java, false",
        "a.js, a.?s, true",
        "a.css, a.?s, false",
        "'x.pem', '*.{pem,key}', true",
        "'x.key', '*.{pem,key}', true",
        "'x.crt', '*.{pem,key}', false",
        "'a,b', 'a,b', true",
        "'a{b', 'a{b', true",
        "a+b, a+b, true",
        "aab, a+b, false",
        "'a\nb', 'a*', true"
    })
    void globsMatchPathsAsAWhole(String path, String glob, boolean matches) {
        assertThat(Glob.of(glob).matches(path)).isEqualTo(matches);
    }

    @Test
    void noGlobTakesForever() {
        assertThat(Glob.of("**a".repeat(100)).matches("a".repeat(5_000) + "b")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "pkg:npm/lodash@4.17.1, pkg:npm/lodash, true",
        "pkg:npm/lodash@4.17.1, pkg:npm/lodash@4.*, true",
        "pkg:npm/lodash@3.0.0, pkg:npm/lodash@4.*, false",
        "pkg:npm/lodash-es@4.0.0, pkg:npm/lodash, false",
        "pkg:npm/%40angular/core@1.0.0, pkg:npm/%40angular/*, true",
        "pkg:npm/@angular/core@1.0.0, pkg:npm/@angular/core, true",
        "pkg:maven/org.a/b@1?type=jar, pkg:maven/org.a/b@1, true",
        "pkg:maven/org.a/b@1#sub/path, pkg:maven/org.a/*, true",
        "'', **, false"
    })
    void purlPatternsMeanEveryVersionUnlessTheyNameOne(
            String purl, String pattern, boolean matches) {
        assertThat(PurlPattern.matches(purl, pattern)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "high, high, true",
        "critical, high, true",
        "medium, high, false",
        "unknown, info, false",
        "unknown, unknown, true",
        "high, hihg, false"
    })
    void severitiesHaveAnOrder(String severity, String least, boolean holds) {
        assertThat(SeverityOrder.atLeast(severity, least)).isEqualTo(holds);
    }

    @Test
    void metricsAreReadFromVectors() {
        assertThat(CvssVector.metric("CVSS:3.1/AV:N/AC:L", "AV")).isEqualTo("N");
        assertThat(CvssVector.metric("CVSS:3.1/AV:N/AC:L", "A")).isEmpty();
        assertThat(CvssVector.metric("", "AV")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "findings.exists(f, f.severity.atLeast('high'))",
                "findings.exists(f, f.path.glob('src/**') && f.purl.matchesPurl('pkg:npm/*'))",
                "findings.exists(f, f.cvssVector.metric('AV') == 'N')",
                "change.touches('src/**')",
                "scans.exists(s, now - s.advisoriesUpdatedAt > days(7))",
                "approvals.exists(a, a.current && a.permission == 'admin' && 'x' in a.teams && a.by != 'y')"
            })
    void conditionsCanUseThem(String condition) {
        assertThat(policy(condition)).isInstanceOf(Policy.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    findings.exists(f, f.severity.atLeast('hihg')) | p.yaml:8:47: 'hihg' is none of critical, high, info, low, medium, unknown
                    approvals.exists(a, a.permission == 'owner')   | p.yaml:8:45: 'owner' is none of admin, none, read, unknown, write
                    change.touches(3)                              | p.yaml:8:23: found no matching overload for 'touches'
                    """)
    void namesThePlaceOfWrongArguments(String condition, String problem) {
        assertThat(((BrokenPolicy) policy(condition)).problems())
                .extracting(PolicyProblem::toString)
                .first()
                .asString()
                .startsWith(problem);
    }

    @Test
    void whatIsTruncatedTouchesEverything() {
        assertThat(change(List.of(), true).touches("anything")).isTrue();
        assertThat(change(List.of(), false).touches("**")).isFalse();
        var renamed = new Vocabulary.File("new/a", "renamed", "old/a");
        assertThat(change(List.of(renamed), false).touches("old/**")).isTrue();
    }

    private static Vocabulary.Change change(List<Vocabulary.File> files, boolean truncated) {
        return new Vocabulary.Change(
                "proposed",
                "github",
                "acme/shop",
                1,
                "topic",
                "a",
                "main",
                "dev",
                "trusted",
                false,
                false,
                false,
                List.of(),
                1,
                files,
                truncated);
    }
}
