package dev.sluice.policy.cases;

import dev.sluice.events.Permission;
import dev.sluice.policy.evaluate.Approval;
import dev.sluice.policy.evaluate.Approvals;
import dev.sluice.policy.evaluate.Justification;
import dev.sluice.policy.evaluate.Waiver;
import dev.sluice.policy.yaml.Scalar;
import dev.sluice.policy.yaml.Section;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people have decided in a case: approvals and waivers. */
final class DecisionFacts {

    private static final String OTHER_HEAD = "c".repeat(40);

    private DecisionFacts() {}

    /** Absent where the case does not speak of approvals: then nobody gathers them. */
    static @Nullable Approvals approvals(Section facts, String head) {
        if (!facts.has("approvals")) {
            return null;
        }
        List<Approval> given =
                facts.optionalSections("approvals", "an approval").stream()
                        .map(approval -> approval(approval, head))
                        .toList();
        return new Approvals(given, facts.has("committers") ? texts(facts, "committers") : null);
    }

    private static Approval approval(Section approval, String head) {
        approval.allow("by", "permission", "teams", "current");
        String by = approval.value("by").map(Scalar::text).orElse("");
        if (by.isBlank()) {
            approval.problem("an approval needs by");
        }
        boolean current = approval.value("current").flatMap(Scalar::flag).orElse(true);
        return new Approval(
                ChangeFacts.account(by.isBlank() ? "nobody" : by),
                approval.value("permission")
                        .flatMap(word -> word.among(Permission.class))
                        .orElse(Permission.WRITE),
                approval.has("teams") ? texts(approval, "teams") : null,
                current ? head : OTHER_HEAD,
                null);
    }

    static List<Waiver> waivers(Section facts) {
        return facts.optionalSections("waivers", "a waiver").stream()
                .flatMap(DecisionFacts::waiver)
                .toList();
    }

    private static Stream<Waiver> waiver(Section waiver) {
        waiver.allow(
                "repositories",
                "fingerprint",
                "ruleId",
                "cve",
                "purl",
                "path",
                "justification",
                "because",
                "requestedBy",
                "grantedBy",
                "until");
        Optional<Instant> until = waiver.value("until").flatMap(Scalar::instant);
        if (!waiver.has("until")) {
            waiver.problem("a waiver needs until");
        }
        try {
            return until.stream()
                    .map(end ->
                            new Waiver(
                                    texts(waiver, "repositories"),
                                    text(waiver, "fingerprint"),
                                    text(waiver, "ruleId"),
                                    text(waiver, "cve"),
                                    text(waiver, "purl"),
                                    text(waiver, "path"),
                                    waiver.value("justification")
                                            .flatMap(word -> word.among(Justification.class))
                                            .orElse(Justification.VULNERABLE_CODE_NOT_PRESENT),
                                    waiver.value("because")
                                            .map(Scalar::text)
                                            .orElse("The case says so."),
                                    waiver.value("requestedBy")
                                            .map(Scalar::text)
                                            .orElse("developer"),
                                    waiver.value("grantedBy").map(Scalar::text).orElse("security"),
                                    end))
                    .toList()
                    .stream();
        } catch (IllegalArgumentException e) {
            waiver.problem(String.valueOf(e.getMessage()));
            return Stream.empty();
        }
    }

    private static @Nullable String text(Section section, String key) {
        return section.value(key).map(Scalar::text).orElse(null);
    }

    private static List<String> texts(Section section, String key) {
        return section.values(key).stream().map(Scalar::text).toList();
    }
}
