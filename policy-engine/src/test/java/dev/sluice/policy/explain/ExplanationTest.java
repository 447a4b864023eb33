package dev.sluice.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.policy.language.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {

    @Test
    void explainsTheDefaultPolicy() {
        assertThat(String.join("\n", Explanation.of(Policy.defaults())))
                .isEqualTo(
                        """
                        Policy default has 5 rules. The strictest answer decides.

                        1. no-new-secrets
                           Denies the change for every finding whose scanner is secrets and that is new.
                           It says: The change adds a secret.
                           What to do: Revoke it at its issuer, then remove it from the branch's history.

                        2. no-new-severe-findings-with-a-fix
                           Denies the change for every finding whose scanner is not secrets and that is new and whose severity is critical or high and that can be fixed.
                           It says: The change adds a critical or high finding that can be fixed.
                           What to do: Apply the fix that the finding names.

                        3. new-severe-findings-without-a-fix
                           Warns about every finding whose scanner is not secrets and that is new and whose severity is critical or high and for which no fix is known.
                           It says: The change adds a critical or high finding for which no fix is known.
                           What to do: Find out whether it can be reached, or use something else.

                        4. other-new-findings
                           Warns about every finding whose scanner is not secrets and that is new and whose severity is neither critical nor high.
                           It says: The change adds a finding.

                        5. scans-completed
                           Requires a result of secrets and dependencies. Without it the verdict is indeterminate.
                           It says: The change must have been scanned for secrets and vulnerable dependencies.\
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            textBlock =
                    """
                    finding.cvssScore >= 7            ; whose CVSS score is at least 7
                    !(finding.line < 3)               ; whose line is not less than 3
                    'CWE-79' in finding.cwes          ; whose CWEs include `CWE-79`
                    !('CWE-79' in finding.cwes)       ; whose CWEs do not include `CWE-79`
                    finding.path.endsWith('.sql')     ; whose path ends in `.sql`
                    !finding.purl.contains('log4j')   ; whose package does not contain `log4j`
                    finding.severityRank >= 4         ; whose severity is critical or high
                    finding.fixedVersion == ''        ; whose fixed version is empty
                    finding.line / 2 == 3             ; for which `finding.line / 2 == 3` holds
                    change.fork || change.draft   ; that comes from a fork or that is a draft
                    !(change.fork && change.draft)    ; that comes from no fork or that is no draft
                    change.fork && (change.draft || change.forced) ; that comes from a fork and (that is a draft or that rewrites history)
                    change.labels.exists(l, l == 'x') ; for which `change.labels.exists(l, l == "x")` holds
                    """)
    void putsConditionsIntoWords(String condition, String words) {
        String text =
                """
                apiVersion: sluice.dev/v1
                kind: Policy
                metadata: {name: test}
                rules:
                  - name: a
                    warn:
                      findings: >-
                        %s
                """
                        .formatted(condition);
        assertThat(Explanation.of(Policy.require("p.yaml", text)).get(3).strip())
                .isEqualTo("Warns about every finding " + words + ".");
    }

    @Test
    void saysInWhichChangesARuleApplies() {
        String text =
                """
                apiVersion: sluice.dev/v1
                kind: Policy
                metadata: {name: test}
                rules:
                  - name: a
                    deny:
                      when: change.baseRef.startsWith('release/')
                      findings: finding.fixable
                    scans: [sast]
                    whenMissing: open
                  - {name: b, deny: {when: "'hold' in change.labels"}}
                """;
        assertThat(Explanation.of(Policy.require("p.yaml", text)))
                .containsSubsequence(
                        "   Denies the change for every finding that can be fixed, in every change"
                                + " whose target branch begins with `release/`.",
                        "   It rests on sast. Without it the change may pass, and the decision"
                                + " names the gap.",
                        "   Denies every change whose labels include `hold`.");
    }
}
