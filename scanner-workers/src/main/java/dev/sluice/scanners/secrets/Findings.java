package dev.sluice.scanners.secrets;

import dev.sluice.events.BaselineState;
import dev.sluice.events.Finding;
import dev.sluice.events.Fix;
import dev.sluice.events.Level;
import dev.sluice.events.Location;
import dev.sluice.events.SecretMatch;
import dev.sluice.events.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects sightings into findings: one for each secret, located where it was seen first, however
 * many copies of it there are.
 */
final class Findings {

    /** A commit message has no path; this is the name it has in other tools. */
    static final String COMMIT_MESSAGE = "COMMIT_MSG";

    private static final String FINGERPRINT = "secret/v1";

    private final Map<String, Secret> secrets = new LinkedHashMap<>();

    /**
     * Adds what one file holds.
     *
     * @param commit null when it is in a tree and not in history
     */
    void add(String path, @Nullable String commit, List<Sighting> sightings) {
        add(path, commit, sightings, "");
    }

    /** Adds what the name of one file holds; the path is the one without it. */
    void addName(String path, @Nullable String commit, List<Sighting> sightings) {
        add(path, commit, sightings, ", in the name of the file");
    }

    private void add(String path, @Nullable String commit, List<Sighting> sightings, String place) {
        for (Sighting sighting : sightings) {
            if (!sighting.holdsIn(path)) {
                continue;
            }
            String fingerprint = fingerprint(sighting);
            Secret known = secrets.get(fingerprint);
            if (known == null) {
                secrets.put(fingerprint, new Secret(fingerprint, path, commit, sighting, place));
            } else {
                known.copies++;
            }
        }
    }

    /** Leaves out what the other ones have, too. */
    void removeAll(Findings others) {
        secrets.keySet().removeAll(others.secrets.keySet());
    }

    List<Finding> list() {
        return secrets.values().stream().map(Secret::finding).toList();
    }

    private static String fingerprint(Sighting sighting) {
        return Sha256.ofParts(FINGERPRINT, sighting.rule().id(), sighting.hash());
    }

    private static final class Secret {
        private final String fingerprint;
        private final String path;
        private final @Nullable String commit;
        private final Sighting first;
        private final String place;
        private int copies;

        Secret(
                String fingerprint,
                String path,
                @Nullable String commit,
                Sighting first,
                String place) {
            this.fingerprint = fingerprint;
            this.path = path;
            this.commit = commit;
            this.first = first;
            this.place = place;
        }

        Finding finding() {
            SecretRule rule = first.rule();
            return new Finding(
                    SecretsScanner.NAME,
                    rule.id(),
                    level(rule.severity()),
                    rule.severity(),
                    message(rule),
                    new Location(path, first.line(), first.column(), commit),
                    Map.of(FINGERPRINT, fingerprint),
                    BaselineState.UNKNOWN,
                    null,
                    List.of(rule.cwe()),
                    List.of(),
                    null,
                    null,
                    new Fix(rule.remediation(), null),
                    new SecretMatch(rule.issuer(), first.preview(), first.hash()));
        }

        private String message(SecretRule rule) {
            return rule.issuer() + " " + rule.what() + place + where() + elsewhere();
        }

        private String elsewhere() {
            return switch (copies) {
                case 0 -> "";
                case 1 -> " (and in 1 other place)";
                default -> " (and in %d other places)".formatted(copies);
            };
        }

        private String where() {
            if (commit == null) {
                return "";
            }
            String abbreviated = commit.substring(0, Math.min(10, commit.length()));
            return path.equals(COMMIT_MESSAGE)
                    ? ", in the message of commit " + abbreviated
                    : ", only in history: in commit " + abbreviated + ", not in the head";
        }
    }

    private static Level level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> Level.ERROR;
            case MEDIUM, UNKNOWN -> Level.WARNING;
            case LOW, INFO -> Level.NOTE;
        };
    }
}
