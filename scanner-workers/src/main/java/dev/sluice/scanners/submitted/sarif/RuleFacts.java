package dev.sluice.scanners.submitted.sarif;

import com.contrastsecurity.sarif.MultiformatMessageString;
import com.contrastsecurity.sarif.ReportingConfiguration;
import com.contrastsecurity.sarif.ReportingDescriptor;
import com.contrastsecurity.sarif.Result;
import dev.sluice.scanners.submitted.PlainText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a rule.
 *
 * @param level where a result says none; null when the rule says none either
 * @param securitySeverity code scanning's own scale from 0 to 10; null when not said
 * @param messages by id, for results that name one instead of saying it
 */
record RuleFacts(
        String id,
        Result.@Nullable Level level,
        @Nullable Double securitySeverity,
        List<String> cwes,
        Map<String, String> messages) {

    private static final String SECURITY_SEVERITY = "security-severity";
    private static final Pattern CWE = Pattern.compile("external/cwe/cwe-0*(\\d{1,9})");
    private static final int MAX_CWES = 100;
    private static final int MAX_MESSAGES = 100;
    private static final int MAX_MESSAGE = 2000;

    static RuleFacts of(ReportingDescriptor rule) {
        Map<String, Object> properties = SarifJson.properties(rule.getProperties());
        return new RuleFacts(
                rule.getId() == null ? "" : rule.getId(),
                level(rule.getDefaultConfiguration()),
                securitySeverity(properties),
                cwes(SarifJson.tags(rule.getProperties())),
                messages(rule));
    }

    private static Result.@Nullable Level level(@Nullable ReportingConfiguration configuration) {
        return configuration == null || configuration.getLevel() == null
                ? null
                : Result.Level.fromValue(configuration.getLevel().value());
    }

    /** Both a number and a text are in use; anything else says nothing. */
    static @Nullable Double securitySeverity(Map<String, Object> properties) {
        String said = Objects.toString(properties.get(SECURITY_SEVERITY), "");
        return said.matches("\\d{1,2}(\\.\\d{1,6})?") && Double.parseDouble(said) <= 10
                ? Double.valueOf(said)
                : null;
    }

    private static List<String> cwes(Set<String> tags) {
        return tags.stream()
                .filter(Objects::nonNull)
                .map(tag -> CWE.matcher(tag.toLowerCase(Locale.ROOT)))
                .filter(Matcher::matches)
                .map(match -> "CWE-" + match.group(1))
                .distinct()
                .sorted()
                .limit(MAX_CWES)
                .toList();
    }

    private static Map<String, String> messages(ReportingDescriptor rule) {
        if (rule.getMessageStrings() == null) {
            return Map.of();
        }
        var messages = new LinkedHashMap<String, String>();
        rule.getMessageStrings()
                .getAdditionalProperties()
                .forEach((id, message) -> {
                    if (messages.size() < MAX_MESSAGES && text(message) != null) {
                        messages.put(
                                id,
                                PlainText.line(Objects.requireNonNull(text(message)), MAX_MESSAGE));
                    }
                });
        return messages;
    }

    private static @Nullable String text(@Nullable MultiformatMessageString message) {
        return message == null ? null : message.getText();
    }
}
