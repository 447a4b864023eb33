package dev.sluice.scanners.secrets;

import java.util.List;

/**
 * A secret in a file, without its value.
 *
 * @param line from 1; 0 in binary files
 * @param column from 1, in UTF-16 code units; 0 in binary files
 * @param preview the public start of the value, masked
 * @param hash keyed, hexadecimal
 * @param unless what allows it in files of some paths
 */
record Sighting(
        SecretRule rule,
        int line,
        int column,
        String preview,
        String hash,
        List<AllowList> unless) {

    Sighting {
        unless = List.copyOf(unless);
    }

    /** Whether it counts in a file of this path. */
    boolean holdsIn(String path) {
        return rule.scope().covers(path)
                && unless.stream().noneMatch(allowed -> allowed.allowsPath(path));
    }

    Sighting withoutLine() {
        return new Sighting(rule, 0, 0, preview, hash, unless);
    }

    /** The same for all copies of one secret. */
    String secret() {
        return rule.id() + ' ' + hash;
    }

    /** Another for each place of a text; in binary files, for each secret. */
    String place() {
        return line == 0 ? secret() : rule.id() + ' ' + line + ':' + column;
    }

    @Override
    public String toString() {
        return "%s at %d:%d (%s)".formatted(rule.id(), line, column, preview);
    }
}
