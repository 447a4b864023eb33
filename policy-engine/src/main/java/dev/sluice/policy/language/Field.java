package dev.sluice.policy.language;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of a finding and of a change that conditions can be understood by. */
public enum Field {
    FINDING_SCANNER(Condition.FINDING, "scanner", sight -> sight.required().scanner()),
    FINDING_RULE_ID(Condition.FINDING, "ruleId", sight -> sight.required().ruleId()),
    FINDING_LEVEL(Condition.FINDING, "level", sight -> sight.required().level()),
    FINDING_SEVERITY(Condition.FINDING, "severity", sight -> sight.required().severity()),
    FINDING_SEVERITY_RANK(
            Condition.FINDING, "severityRank", sight -> sight.required().severityRank()),
    FINDING_BASELINE_STATE(
            Condition.FINDING, "baselineState", sight -> sight.required().baselineState()),
    FINDING_CAUSE(Condition.FINDING, "cause", sight -> sight.required().cause()),
    FINDING_MESSAGE(Condition.FINDING, "message", sight -> sight.required().message()),
    FINDING_PATH(Condition.FINDING, "path", sight -> sight.required().path()),
    FINDING_LINE(Condition.FINDING, "line", sight -> sight.required().line()),
    FINDING_COMMIT(Condition.FINDING, "commit", sight -> sight.required().commit()),
    FINDING_CWES(Condition.FINDING, "cwes", sight -> sight.required().cwes()),
    FINDING_CVES(Condition.FINDING, "cves", sight -> sight.required().cves()),
    FINDING_PURL(Condition.FINDING, "purl", sight -> sight.required().purl()),
    FINDING_CVSS_SCORE(Condition.FINDING, "cvssScore", sight -> sight.required().cvssScore()),
    FINDING_CVSS_VECTOR(Condition.FINDING, "cvssVector", sight -> sight.required().cvssVector()),
    FINDING_FIXABLE(Condition.FINDING, "fixable", sight -> sight.required().fixable()),
    FINDING_FIXED_VERSION(
            Condition.FINDING, "fixedVersion", sight -> sight.required().fixedVersion()),
    FINDING_SECRET_ISSUER(
            Condition.FINDING, "secretIssuer", sight -> sight.required().secretIssuer()),
    FINDING_FINGERPRINT(Condition.FINDING, "fingerprint", sight -> sight.required().fingerprint()),
    CHANGE_KIND(Condition.CHANGE, "kind", sight -> sight.change().kind()),
    CHANGE_FORGE(Condition.CHANGE, "forge", sight -> sight.change().forge()),
    CHANGE_REPOSITORY(Condition.CHANGE, "repository", sight -> sight.change().repository()),
    CHANGE_NUMBER(Condition.CHANGE, "number", sight -> sight.change().number()),
    CHANGE_HEAD_REF(Condition.CHANGE, "headRef", sight -> sight.change().headRef()),
    CHANGE_HEAD_SHA(Condition.CHANGE, "headSha", sight -> sight.change().headSha()),
    CHANGE_BASE_REF(Condition.CHANGE, "baseRef", sight -> sight.change().baseRef()),
    CHANGE_AUTHOR(Condition.CHANGE, "author", sight -> sight.change().author()),
    CHANGE_TRUST(Condition.CHANGE, "trust", sight -> sight.change().trust()),
    CHANGE_FORK(Condition.CHANGE, "fork", sight -> sight.change().fork()),
    CHANGE_DRAFT(Condition.CHANGE, "draft", sight -> sight.change().draft()),
    CHANGE_FORCED(Condition.CHANGE, "forced", sight -> sight.change().forced()),
    CHANGE_LABELS(Condition.CHANGE, "labels", sight -> sight.change().labels()),
    CHANGE_COMMITS(Condition.CHANGE, "commits", sight -> sight.change().commits()),
    CHANGE_FILES_TRUNCATED(
            Condition.CHANGE, "filesTruncated", sight -> sight.change().filesTruncated());

    private static final Map<String, Field> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Field::toString, field -> field));

    private final String subject;
    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // the getters keep nothing
    private final Function<Sight, Object> getter;

    Field(String subject, String word, Function<Sight, Object> getter) {
        this.subject = subject;
        this.word = word;
        this.getter = getter;
    }

    /** The field called {@code finding.severity} and the like. */
    static Optional<Field> of(String subject, String word) {
        return Optional.ofNullable(BY_NAME.get(subject + "." + word));
    }

    Object of(Sight sight) {
        return getter.apply(sight);
    }

    public boolean isOfFinding() {
        return subject.equals(Condition.FINDING);
    }

    /** The only words that the field can hold; empty where it can hold any text. */
    public Set<String> vocabulary() {
        return Words.of(isOfFinding() ? Vocabulary.Finding.class : Vocabulary.Change.class, word);
    }

    /** The field's name within its record. */
    public String word() {
        return word;
    }

    /** As conditions write it. */
    @Override
    public String toString() {
        return subject + "." + word;
    }
}
