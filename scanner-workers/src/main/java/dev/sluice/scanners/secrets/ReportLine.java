package dev.sluice.scanners.secrets;

import dev.sluice.events.GapKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A report as one line of text with a checksum at its end: what findings carry, and no value. A
 * line that was cut, changed, or names a rule that is gone is no report.
 */
final class ReportLine {

    private static final String FIELD = "\t";
    private static final String WITHIN = " ";
    private static final String NOTHING = "-";
    private static final int FIXED = 4;
    private static final int OF_SIGHTING = 5;

    private ReportLine() {}

    static String write(String blob, FileReport report) {
        var fields = new ArrayList<String>();
        fields.add(blob);
        fields.add(Long.toString(report.more()));
        fields.add(report.unopened() == null ? NOTHING : report.unopened().name());
        fields.add(report.stopped().isEmpty() ? NOTHING : String.join(WITHIN, report.stopped()));
        for (Sighting sighting : report.sightings()) {
            fields.add(
                    String.join(
                            WITHIN,
                            sighting.rule().id(),
                            Integer.toString(sighting.line()),
                            Integer.toString(sighting.column()),
                            sighting.hash(),
                            sighting.preview()));
        }
        String text = String.join(FIELD, fields);
        return text + FIELD + checksum(text);
    }

    /** The id of the blob, for a line that is one. */
    static Optional<String> blob(String line) {
        int end = line.indexOf(FIELD);
        return end > 0 && isWhole(line) ? Optional.of(line.substring(0, end)) : Optional.empty();
    }

    static Optional<FileReport> read(String line, Map<String, SecretRule> rules) {
        if (!isWhole(line)) {
            return Optional.empty();
        }
        List<String> fields = List.of(line.split(FIELD, -1));
        try {
            var sightings = new ArrayList<Sighting>();
            for (String field : fields.subList(FIXED, fields.size() - 1)) {
                sightings.add(sighting(field, rules));
            }
            return Optional.of(
                    new FileReport(
                            sightings,
                            Long.parseLong(fields.get(1)),
                            fields.get(3).equals(NOTHING)
                                    ? List.of()
                                    : List.of(fields.get(3).split(WITHIN, -1)),
                            fields.get(2).equals(NOTHING) ? null : GapKind.valueOf(fields.get(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Sighting sighting(String field, Map<String, SecretRule> rules) {
        String[] parts = field.split(WITHIN, OF_SIGHTING);
        SecretRule rule = rules.get(parts[0]);
        if (rule == null || parts.length < OF_SIGHTING) {
            throw new IllegalArgumentException("not of these rules");
        }
        return new Sighting(
                rule,
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                parts[4],
                parts[3],
                List.of());
    }

    private static boolean isWhole(String line) {
        int sum = line.lastIndexOf(FIELD);
        return sum > 0 && line.substring(sum + 1).equals(checksum(line.substring(0, sum)));
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }
}
