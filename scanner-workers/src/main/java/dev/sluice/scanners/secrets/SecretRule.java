package dev.sluice.scanners.secrets;

import dev.sluice.events.Severity;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the credentials of one issuer look.
 *
 * @param what the kind of credential, without the issuer
 * @param keywords in lower case; every match of the expression contains at least one of them
 * @param keywordFirst whether every match starts with a keyword, so that nowhere else has to be
 *     looked
 * @param checksum null where the issuer defines none
 * @param entropy bits per character that a value must at least have; 0 for any
 * @param remediation how to make a leaked value worthless, in one sentence
 * @param source where the issuer documents the format
 * @param documented hexadecimal SHA-256 of values that are public examples
 * @param found templates of texts in which the rule finds a secret
 * @param notFound templates of texts that look similar and hold none
 * @param scope where the rule does not hold
 */
record SecretRule(
        String id,
        String issuer,
        String what,
        Severity severity,
        String cwe,
        List<String> keywords,
        boolean keywordFirst,
        Expression expression,
        @Nullable Checksum checksum,
        double entropy,
        String remediation,
        String source,
        Set<String> documented,
        List<String> found,
        List<String> notFound,
        Scope scope) {

    SecretRule {
        keywords = List.copyOf(keywords);
        documented = Set.copyOf(documented);
        found = List.copyOf(found);
        notFound = List.copyOf(notFound);
    }

    @Override
    public String toString() {
        return id;
    }

    /** Whether something that looks like this rule's secret can be one. */
    boolean accepts(String value) {
        if (checksum != null && checksum.proves()) {
            return checksum.accepts(value);
        }
        return (checksum == null || checksum.accepts(value))
                && Values.entropy(value) >= entropy
                && (scope.madeUp() || !Values.isMadeUp(value))
                && (documented.isEmpty() || !documented.contains(Sha256.hex(value)));
    }

    /** The same rule with further exceptions. */
    SecretRule allowing(List<AllowList> more) {
        return new SecretRule(
                id,
                issuer,
                what,
                severity,
                cwe,
                keywords,
                keywordFirst,
                expression,
                checksum,
                entropy,
                remediation,
                source,
                documented,
                found,
                notFound,
                scope.allowing(more));
    }
}
