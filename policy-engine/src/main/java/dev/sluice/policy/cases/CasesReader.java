package dev.sluice.policy.cases;

import dev.sluice.events.RuleOutcome;
import dev.sluice.events.Verdict;
import dev.sluice.policy.yaml.Document;
import dev.sluice.policy.yaml.PolicyProblem;
import dev.sluice.policy.yaml.Scalar;
import dev.sluice.policy.yaml.Section;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one file of cases and collects everything that is wrong with it. */
final class CasesReader {

    private static final Instant USUAL_TIME = Instant.parse("2026-01-15T12:00:00Z");
    private static final int MAX_CASES = 1_000;
    private static final int MAX_TEXT = 500;

    /** Stands in where what is expected cannot be read. */
    private static final Expectation ANYTHING =
            new Expectation(Verdict.UNKNOWN, null, Map.of(), List.of());

    private final String source;
    private final List<PolicyProblem> problems = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private CasesReader(String source) {
        this.source = source;
    }

    static ParsedCases read(String source, String text) {
        return new CasesReader(source).read(text);
    }

    private ParsedCases read(String text) {
        Optional<ParsedCases.Cases> cases =
                Document.open(source, text, "a file of cases", problems::add).map(this::cases);
        if (cases.isPresent() && problems.isEmpty()) {
            return cases.get();
        }
        problems.sort(
                Comparator.comparingInt(PolicyProblem::line)
                        .thenComparingInt(PolicyProblem::column));
        return new ParsedCases.Broken(source, problems.stream().distinct().toList());
    }

    private ParsedCases.Cases cases(Section file) {
        file.allow("apiVersion", "kind", "policy", "central", "cases");
        file.constant("apiVersion", "sluice.dev/v1");
        file.constant("kind", "PolicyTest");
        Optional<String> policy = file.text("policy", MAX_TEXT);
        if (!file.has("policy")) {
            file.problem("a file of cases needs policy");
        }
        List<Case> cases =
                file.sections("cases", "a case", MAX_CASES).stream().map(this::read).toList();
        return new ParsedCases.Cases(
                source, policy.orElse(""), file.text("central", MAX_TEXT).orElse(null), cases);
    }

    private Case read(Section section) {
        section.allow(
                "name",
                "now",
                "change",
                "scans",
                "findings",
                "approvals",
                "committers",
                "waivers",
                "expect");
        Optional<String> name = section.text("name", MAX_TEXT);
        if (!section.has("name")) {
            section.problem("a case needs name");
        }
        name.filter(n -> !names.add(n))
                .ifPresent(n -> section.problemAt("name", "case " + n + " is there twice"));
        Instant now = section.value("now").flatMap(Scalar::instant).orElse(USUAL_TIME);
        return new Case(
                name.orElse(""),
                section.place(),
                FactsReader.read(section, now),
                now,
                section.section("expect").map(CasesReader::expectation).orElse(ANYTHING));
    }

    private static Expectation expectation(Section expect) {
        expect.allow("verdict", "reason", "rules", "gaps");
        if (!expect.has("verdict")) {
            expect.problem("expect needs verdict");
        }
        Map<String, RuleOutcome> rules = new LinkedHashMap<>();
        expect.optionalSection("rules")
                .ifPresent(section ->
                        section.keys()
                                .forEach(rule ->
                                        section.value(rule)
                                                .flatMap(word -> word.among(RuleOutcome.class))
                                                .ifPresent(outcome -> rules.put(rule, outcome))));
        return new Expectation(
                expect.value("verdict")
                        .flatMap(word -> word.among(Verdict.class))
                        .orElse(Verdict.UNKNOWN),
                expect.text("reason", MAX_TEXT).orElse(null),
                rules,
                expect.values("gaps").stream().map(Scalar::text).toList());
    }
}
