package dev.sluice.scanners.secrets;

import dev.sluice.events.GapKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds secrets in one content. One pass over the bytes finds keywords; the expression of a rule
 * then sees only the neighbourhood of its keywords, which is as wide as the expression can match.
 * That gives exactly what every expression over the whole content would give.
 *
 * <p>Safe for many threads. Values exist as local variables here and in {@link Search}, and nowhere
 * else.
 */
final class Engine {

    /** Part of the rule digest: changes whenever equal rules may give other results. */
    static final String VERSION = "2";

    private static final int VISIBLE = 4;

    private static final Comparator<Search.Match> IN_ORDER =
            Comparator.comparingInt(Search.Match::start).thenComparingInt(Search.Match::rule);

    private final List<SecretRule> rules;
    private final List<Reach> reaches;
    private final Keywords keywords;
    private final int[] withoutKeywords;
    private final FingerprintKey key;
    private final ScanLimits limits;

    Engine(List<SecretRule> rules, FingerprintKey key, ScanLimits limits) {
        this.rules = List.copyOf(rules);
        this.reaches = this.rules.stream().map(Reach::of).toList();
        this.withoutKeywords =
                IntStream.range(0, this.rules.size())
                        .filter(rule -> this.rules.get(rule).keywords().isEmpty())
                        .toArray();
        this.keywords = new Keywords(this.rules.stream().map(SecretRule::keywords).toList());
        this.key = key;
        this.limits = limits;
    }

    FileReport scan(byte[] content) {
        return scan(content, this::withKeywords);
    }

    /** Every rule over the whole content: slow, and what {@link #scan} has to agree with. */
    FileReport scanWithoutKeywords(byte[] content) {
        return scan(content, this::withoutKeywords);
    }

    private FileReport scan(byte[] content, Function<byte[], Search> way) {
        FileReport report = scanText(content, way);
        if (report.unopened() != GapKind.ARCHIVE || limits.archiveDepth() == 0) {
            return report;
        }
        var entries = new Entries(report);
        boolean whole =
                Archive.read(
                        content,
                        limits.archiveDepth(),
                        entry -> entries.add(scanText(entry, way), limits.sightingsPerFile()));
        return whole ? entries.report.opened() : entries.report;
    }

    private static final class Entries {
        private FileReport report;

        Entries(FileReport report) {
            this.report = report;
        }

        void add(FileReport entry, int mostSightings) {
            report = report.andEntry(entry, mostSightings);
        }
    }

    /**
     * What looks like UTF-16 is also read as it is, or two bytes at its start would hide the rest.
     */
    private FileReport scanText(byte[] content, Function<byte[], Search> way) {
        Function<byte[], Spots> search = bytes -> spots(bytes, way.apply(bytes));
        Text text = Text.of(content);
        FileReport report = report(text, search.apply(text.bytes()), Containers.gap(content));
        if (text.decoded()) {
            report = report.and(report(Text.undecoded(content), search.apply(content), null));
        }
        var hidden = HiddenSearch.through(text.bytes(), limits.encodedDepth(), search);
        return report.andHidden(
                report(text, hidden.spots(), hidden.exhausted() ? GapKind.LIMIT : null));
    }

    /** Looks at a path; what it finds there is not in the path that it gives back. */
    FileName name(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        List<Sighting> sightings = scan(bytes).sightings();
        if (sightings.isEmpty()) {
            return new FileName(path, sightings);
        }
        List<Sighting> inName = sightings.stream().map(Sighting::withoutLine).toList();
        String masked = masked(bytes);
        boolean encoded = !scan(masked.getBytes(StandardCharsets.UTF_8)).sightings().isEmpty();
        return new FileName(encoded ? "****" : masked, inName);
    }

    private String masked(byte[] path) {
        var shown = new ByteArrayOutputStream();
        int at = 0;
        for (Search.Match match : withoutOverlaps(withKeywords(path).matches())) {
            if (match.start() >= at) {
                shown.write(path, at, match.start() - at);
                shown.writeBytes("****".getBytes(StandardCharsets.UTF_8));
            }
            at = Math.max(at, match.end());
        }
        shown.write(path, at, path.length - at);
        return shown.toString(StandardCharsets.UTF_8);
    }

    private Search withKeywords(byte[] bytes) {
        var search = new Search(rules, reaches, bytes, limits.sightingsPerFile());
        keywords.scan(bytes, search);
        search.finish();
        for (int rule : withoutKeywords) {
            search.look(rule, 0, bytes.length);
        }
        return search;
    }

    private Search withoutKeywords(byte[] bytes) {
        var search = new Search(rules, reaches, bytes, limits.sightingsPerFile());
        for (int rule = 0; rule < rules.size(); rule++) {
            search.look(rule, 0, bytes.length);
        }
        return search;
    }

    private FileReport report(Text text, Spots spots, @Nullable GapKind unopened) {
        if (spots.list().isEmpty()) {
            return new FileReport(List.of(), spots.more(), spots.stopped(), unopened);
        }
        var positions = new Positions(text);
        var sightings = new ArrayList<Sighting>();
        for (Spots.Spot spot : spots.list()) {
            positions.advance(spot.start());
            sightings.add(
                    new Sighting(
                            spot.rule(),
                            positions.line(),
                            positions.column(),
                            spot.preview(),
                            spot.hash(),
                            spot.unless()));
        }
        return new FileReport(sightings, spots.more(), spots.stopped(), unopened);
    }

    private Spots spots(byte[] bytes, Search search) {
        if (search.matches().isEmpty()) {
            return new Spots(List.of(), 0, search.stopped());
        }
        List<Search.Match> matches = withoutOverlaps(search.matches());
        var spots = new ArrayList<Spots.Spot>();
        int most = limits.sightingsPerFile();
        for (Search.Match match : matches.subList(0, Math.min(matches.size(), most))) {
            SecretRule rule = rules.get(match.rule());
            byte[] value = Arrays.copyOfRange(bytes, match.start(), match.end());
            spots.add(
                    new Spots.Spot(
                            match.start(),
                            rule,
                            preview(rule, latin1(value)),
                            key.hash(value),
                            match.unless()));
        }
        return new Spots(spots, matches.size() - spots.size() + search.dropped(), search.stopped());
    }

    /**
     * Where two rules see the same text, the one that comes first among the rules is right; but one
     * that does not hold everywhere must not hide another.
     */
    private List<Search.Match> withoutOverlaps(List<Search.Match> matches) {
        var kept = new ArrayList<Search.Match>();
        var conditional = new ArrayList<Search.Match>();
        for (Search.Match match : matches.stream().sorted(IN_ORDER).toList()) {
            if (!match.unless().isEmpty() || rules.get(match.rule()).scope().path() != null) {
                conditional.add(match);
            } else if (kept.isEmpty() || kept.getLast().end() <= match.start()) {
                kept.add(match);
            } else if (match.rule() < kept.getLast().rule()) {
                kept.set(kept.size() - 1, match);
            }
        }
        kept.addAll(conditional);
        kept.sort(IN_ORDER);
        return kept;
    }

    /** Shows what everybody knows from the rule, and none of the rest. */
    private static String preview(SecretRule rule, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        for (String keyword : rule.keywords()) {
            if (lower.startsWith(keyword)) {
                return value.substring(0, Math.min(VISIBLE, keyword.length())) + "****";
            }
        }
        return "****";
    }

    static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
