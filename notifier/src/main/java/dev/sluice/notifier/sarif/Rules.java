package dev.sluice.notifier.sarif;

import com.contrastsecurity.sarif.MultiformatMessageString;
import com.contrastsecurity.sarif.PropertyBag;
import com.contrastsecurity.sarif.ReportingDescriptor;
import dev.sluice.events.Cvss;
import dev.sluice.events.Finding;
import dev.sluice.events.Fix;
import dev.sluice.notifier.text.Markdown;
import dev.sluice.notifier.text.PlainText;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules that the results of a run refer to, each as severe as its most severe result. */
final class Rules {

    /** Code scanning takes 20 tags of a rule and keeps 10. */
    private static final int MAX_TAGS = 10;

    private static final int MAX_ID = 255;

    private static final Comparator<Finding> MOST_SEVERE_FIRST =
            Comparator.comparingDouble(Rules::score).reversed();

    private Rules() {}

    static String id(Finding finding) {
        String id = PlainText.cut(PlainText.line(finding.ruleId()), MAX_ID);
        return id.isEmpty() ? "(empty)" : id;
    }

    static Set<ReportingDescriptor> of(List<Finding> findings) {
        Map<String, ReportingDescriptor> rules = new LinkedHashMap<>();
        findings.stream()
                .sorted(MOST_SEVERE_FIRST)
                .forEach(finding -> rules.computeIfAbsent(id(finding), _ -> rule(finding)));
        return new LinkedHashSet<>(rules.values());
    }

    private static ReportingDescriptor rule(Finding finding) {
        String id = id(finding);
        Fix fix = finding.fix();
        String help = fix == null ? "No fix is known for " + id + "." : fix.remediation();
        return new ReportingDescriptor()
                .withId(id)
                .withShortDescription(new MultiformatMessageString().withText(Plain.text(id)))
                .withFullDescription(
                        new MultiformatMessageString().withText(Plain.text(Results.what(finding))))
                .withHelp(
                        new MultiformatMessageString()
                                .withText(Plain.text(help))
                                .withMarkdown(Markdown.text(help, 1_000).source()))
                .withProperties(
                        new PropertyBag()
                                .withTags(tags(finding))
                                .withAdditionalProperty(
                                        "security-severity",
                                        String.format(Locale.ROOT, "%.1f", score(finding))));
    }

    private static Set<String> tags(Finding finding) {
        return Stream.concat(
                        Stream.of("security"),
                        finding.cwes().stream()
                                .map(cwe -> "external/cwe/" + cwe.toLowerCase(Locale.ROOT)))
                .limit(MAX_TAGS)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Code scanning's own scale, by which it names the severity: from 9.0 critical, 7.0 high, 4.0
     * medium.
     */
    static double score(Finding finding) {
        Cvss cvss = finding.cvss();
        if (cvss != null) {
            return cvss.score();
        }
        return switch (finding.severity()) {
            case CRITICAL -> 9.5;
            case HIGH -> 8.0;
            case MEDIUM -> 5.5;
            case LOW -> 2.0;
            case INFO, UNKNOWN -> 0.0;
        };
    }
}
