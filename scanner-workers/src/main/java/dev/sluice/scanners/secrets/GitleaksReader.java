package dev.sluice.scanners.secrets;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads rules in the TOML format of gitleaks, all of them or none. */
final class GitleaksReader {

    private static final Set<String> FIELDS =
            Set.of("title", "description", "minVersion", "rules", "allowlist", "allowlists");

    private final String file;

    GitleaksReader(String file) {
        this.file = file;
    }

    /**
     * What a file says.
     *
     * @param exceptions from the rules that its own and all other rules have
     */
    record Read(List<SecretRule> rules, List<Exemption> exceptions) {}

    /**
     * An allow list.
     *
     * @param rules to which it applies; empty for all
     */
    record Exemption(AllowList allowed, Set<String> rules) {}

    /**
     * Reads.
     *
     * @throws InvalidRulesException when something in it cannot be used
     */
    Read read(String toml) {
        var lines = new TomlLines(toml);
        var top = new TomlTable(file, "", parse(toml), lines::outside);
        if (top.has("extend")) {
            throw top.refusal(
                    "extend",
                    "extend is not supported; remove it: Sluice's own rules stay in force beside"
                            + " these");
        }
        top.only(FIELDS);
        return new Read(rules(top, lines), exceptions(top));
    }

    private JsonNode parse(String toml) {
        try {
            return new TomlMapper().readTree(toml);
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            throw new InvalidRulesException(
                    "%s:%d: %s"
                            .formatted(
                                    file,
                                    location == null ? 1 : location.getLineNr(),
                                    firstLine(e.getOriginalMessage())));
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("not TOML");
    }

    private List<SecretRule> rules(TomlTable top, TomlLines lines) {
        var rules = new ArrayList<SecretRule>();
        var ids = new HashSet<String>();
        List<TomlTable> tables = top.tables("rules", lines::outside);
        if (tables.size() > SecretRules.MOST_RULES) {
            throw new InvalidRulesException(
                    "%s:%d: there are more than %d rules"
                            .formatted(
                                    file,
                                    lines.rule(SecretRules.MOST_RULES),
                                    SecretRules.MOST_RULES));
        }
        for (TomlTable table : tables) {
            int index = rules.size();
            var named =
                    new TomlTable(
                            file, table.text("id"), table.node(), name -> lines.field(index, name));
            SecretRule rule = GitleaksRule.read(named);
            if (!ids.add(rule.id())) {
                throw named.refusal("id", "another rule has the same id");
            }
            rules.add(rule);
        }
        return rules;
    }

    private static List<Exemption> exceptions(TomlTable top) {
        var exceptions = new ArrayList<Exemption>();
        for (String name : List.of("allowlist", "allowlists")) {
            for (TomlTable table : top.tables(name, field -> top.lineOf().applyAsInt(name))) {
                exceptions.add(
                        new Exemption(
                                GitleaksAllowList.read(table),
                                Set.copyOf(table.texts("targetRules"))));
            }
        }
        return exceptions;
    }
}
