package dev.sluice.scanners.secrets;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads an allow list in the format of gitleaks. */
final class GitleaksAllowList {

    private static final Set<String> FIELDS =
            Set.of(
                    "id",
                    "description",
                    "condition",
                    "paths",
                    "regexes",
                    "regexTarget",
                    "stopwords",
                    "targetRules");

    private GitleaksAllowList() {}

    static AllowList read(TomlTable table) {
        if (table.has("commits")) {
            throw table.refusal(
                    "commits", "commits are not supported, because a secret in the head has none");
        }
        table.only(FIELDS);
        try {
            return new AllowList(
                    allowances(table, "paths"),
                    allowances(table, "regexes"),
                    table.parsed(
                            "regexTarget", table.text("regexTarget"), GitleaksAllowList::target),
                    table.texts("stopwords").stream().map(w -> w.toLowerCase(Locale.ROOT)).toList(),
                    table.parsed("condition", table.text("condition"), GitleaksAllowList::isAll));
        } catch (IllegalArgumentException e) {
            throw table.refusal("paths", String.valueOf(e.getMessage()));
        }
    }

    private static List<Allowance> allowances(TomlTable table, String name) {
        return table.texts(name).stream()
                .map(text -> table.parsed(name, text, Allowance::of))
                .toList();
    }

    private static AllowList.Target target(String text) {
        return switch (text) {
            case "", "secret" -> AllowList.Target.SECRET;
            case "match" -> AllowList.Target.MATCH;
            case "line" -> AllowList.Target.LINE;
            default -> throw new IllegalArgumentException(text + " is none of match and line");
        };
    }

    private static boolean isAll(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "", "OR", "||" -> false;
            case "AND", "&&" -> true;
            default -> throw new IllegalArgumentException(text + " is none of AND and OR");
        };
    }
}
