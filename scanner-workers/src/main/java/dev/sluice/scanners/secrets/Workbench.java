package dev.sluice.scanners.secrets;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;

/**
 * The same rules searched for in three ways, so that they can be compared: as scans do, with every
 * rule over the whole content, and by the algorithm that gitleaks made known. Safe for many
 * threads.
 */
public final class Workbench {

    /** Of measurements alone: nothing that is hashed here leaves the process. */
    private static final FingerprintKey KEY = FingerprintKey.of(new byte[FingerprintKey.MIN_BYTES]);

    private static final int MOST_SIGHTINGS = 100_000;

    private static final ScanLimits LIMITS =
            new ScanLimits(Integer.MAX_VALUE, MOST_SIGHTINGS, MOST_SIGHTINGS, 0, 3, 3);

    private final List<SecretRule> rules;
    private final Keywords keywords;
    private final Engine engine;

    /**
     * What was seen, without its value.
     *
     * @param line from 1; 0 in binary files
     */
    public record Seen(String rule, int line, int column, String hash) {}

    public Workbench(SecretRules rules) {
        this.rules = rules.list();
        this.keywords = new Keywords(this.rules.stream().map(SecretRule::keywords).toList());
        this.engine = new Engine(this.rules, KEY, LIMITS);
    }

    /** As scans look. */
    public List<Seen> scan(byte[] content) {
        return seen(engine.scan(content));
    }

    /** Every rule over the whole content, keywords or not: slow, and right by construction. */
    public List<Seen> everyRule(byte[] content) {
        return seen(engine.scanWithoutKeywords(content));
    }

    /**
     * Keywords first, then the expression of every rule of which there is one over the whole
     * content, without the bounds and budgets of scans.
     *
     * @return how many values there are
     */
    public int wholeFile(byte[] content) {
        var candidates = new BitSet(rules.size());
        keywords.scan(
                content,
                (hit, _, _) -> {
                    for (int rule : hit) {
                        candidates.set(rule);
                    }
                });
        if (candidates.isEmpty()) {
            return 0;
        }
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return candidates.stream().map(rule -> values(rules.get(rule), text)).sum();
    }

    private static int values(SecretRule rule, String text) {
        Expression expression = rule.expression();
        Matcher matcher = expression.matcher(text);
        int values = 0;
        while (matcher.find()) {
            String value =
                    text.substring(expression.valueStart(matcher), expression.valueEnd(matcher));
            values += rule.accepts(value) ? 1 : 0;
        }
        return values;
    }

    /** All keywords, each once, in lower case. */
    public List<String> keywords() {
        return rules.stream().flatMap(rule -> rule.keywords().stream()).distinct().toList();
    }

    /** The ids of all rules, in their order. */
    public List<String> rules() {
        return rules.stream().map(SecretRule::id).toList();
    }

    private static List<Seen> seen(FileReport report) {
        return report.sightings().stream()
                .map(sighting ->
                        new Seen(
                                sighting.rule().id(),
                                sighting.line(),
                                sighting.column(),
                                sighting.hash()))
                .toList();
    }
}
