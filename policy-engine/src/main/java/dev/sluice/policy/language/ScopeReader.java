package dev.sluice.policy.language;

import dev.sluice.policy.yaml.Section;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code appliesTo}, of a policy and of a rule. */
final class ScopeReader {

    private static final Pattern PATTERN = Pattern.compile("\\S.{0,499}", Pattern.DOTALL);

    private ScopeReader() {}

    static Optional<Scope> read(Section section) {
        return section.optionalSection("appliesTo").map(ScopeReader::scope);
    }

    private static Scope scope(Section section) {
        section.allow("organisations", "repositories", "branches", "paths");
        if (section.keys().isEmpty()) {
            section.problem("give organisations, repositories, branches or paths");
        }
        return new Scope(
                globs(section, "organisations"),
                globs(section, "repositories"),
                globs(section, "branches"),
                globs(section, "paths"));
    }

    private static List<Glob> globs(Section section, String key) {
        return section.has(key)
                ? section.texts(key, PATTERN, "is a pattern of at most 500 characters").stream()
                        .map(Glob::of)
                        .toList()
                : List.of();
    }
}
