package dev.sluice.scanners.secrets;

import dev.sluice.events.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads one rule in the format of gitleaks. */
final class GitleaksRule {

    private static final Set<String> FIELDS =
            Set.of(
                    "id",
                    "description",
                    "regex",
                    "secretGroup",
                    "entropy",
                    "keywords",
                    "path",
                    "tags",
                    "allowlist",
                    "allowlists");

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z._-]{0,99}");

    /**
     * What repetitions without an end may match at most. The first with which an expression is
     * neither too wide nor too much work is taken.
     */
    private static final List<Integer> BOUNDS = List.of(8192, 1000, 200);

    private GitleaksRule() {}

    static SecretRule read(TomlTable rule) {
        if (!ID.matcher(rule.owner()).matches()) {
            throw rule.refusal("id", "an id has letters, digits, full stops, hyphens, underscores");
        }
        if (!rule.has("regex")) {
            throw rule.refusal("path", "a rule without a regex is not supported");
        }
        rule.only(FIELDS);
        List<String> keywords =
                rule.texts("keywords").stream().map(k -> k.toLowerCase(Locale.ROOT)).toList();
        if (!keywords.isEmpty()) {
            RuleReader.keywordProblem(keywords)
                    .ifPresent(problem -> {
                        throw rule.refusal("keywords", problem);
                    });
        }
        String description = rule.text("description").strip();
        return new SecretRule(
                rule.owner(),
                "Own rule",
                description.isEmpty()
                        ? rule.owner()
                        : description.lines().findFirst().orElseThrow(),
                Severity.HIGH,
                "CWE-798",
                keywords,
                false,
                rule.parsed(
                        "regex", rule.text("regex"), regex -> expression(rule, regex, keywords)),
                null,
                entropy(rule),
                "Revoke it where it was given out, and keep the new one in a secret store.",
                rule.file() + ":" + rule.lineOf().applyAsInt("id"),
                Set.of(),
                List.of(),
                List.of(),
                new Scope(path(rule), allowLists(rule), true));
    }

    private static Expression expression(TomlTable rule, String regex, List<String> keywords) {
        Re2Parser.Parsed parsed = Re2Parser.parse(regex);
        int group = (int) rule.number("secretGroup");
        if (group < 0 || group > parsed.groups()) {
            throw rule.refusal("secretGroup", "the regex has no group " + group);
        }
        List<Integer> groups =
                group > 0
                        ? List.of(group)
                        : IntStream.rangeClosed(1, parsed.groups()).boxed().toList();
        boolean near = Re2Facts.contains(parsed.node(), keywords);
        List<String> baits = Re2Facts.baits(parsed.node(), Effort.BAIT);
        String why = "";
        for (int most : BOUNDS) {
            try {
                var expression =
                        Expression.of(Re2ToJava.bounded(parsed.node(), most), groups, near);
                if (!Effort.isTooMuch(expression, baits)) {
                    return expression;
                }
                why = "a text can be made that takes it too long; repeat less within repetitions";
            } catch (IllegalArgumentException e) {
                why =
                        String.valueOf(e.getMessage())
                                .replaceFirst(" \\(at character [0-9]+\\)$", "");
            }
        }
        throw new IllegalArgumentException(why);
    }

    private static double entropy(TomlTable rule) {
        double entropy = rule.number("entropy");
        if (!(entropy >= 0 && entropy <= 8)) {
            throw rule.refusal("entropy", "entropy is between 0 and 8 bits per character");
        }
        return entropy;
    }

    private static @Nullable Allowance path(TomlTable rule) {
        return rule.has("path") ? rule.parsed("path", rule.text("path"), Allowance::of) : null;
    }

    private static List<AllowList> allowLists(TomlTable rule) {
        var lists = new ArrayList<AllowList>();
        for (String name : List.of("allowlist", "allowlists")) {
            for (TomlTable table : rule.tables(name, rule.lineOf())) {
                lists.add(GitleaksAllowList.read(table));
            }
        }
        return lists;
    }
}
