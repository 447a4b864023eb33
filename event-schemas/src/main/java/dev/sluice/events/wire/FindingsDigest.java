package dev.sluice.events.wire;

import dev.sluice.events.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A digest over findings in order, by which a reader knows that it has all parts and nothing else.
 *
 * <p>It covers what identifies a finding and leaves out what a reader may understand differently
 * from the writer: properties that were added later and enum values that became {@code unknown}. A
 * newer scanner must not look like a torn transmission.
 */
public final class FindingsDigest {

    private FindingsDigest() {}

    /**
     * Hexadecimal SHA-256 over scanner, rule, place and fingerprints of each finding, each text
     * preceded by its length and a colon.
     */
    public static String of(List<Finding> findings) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            findings.stream()
                    .flatMap(FindingsDigest::identity)
                    .forEach(text ->
                            sha256.update(
                                    (text.length() + ":" + text).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Stream<String> identity(Finding finding) {
        var place = finding.location();
        return Stream.concat(
                Stream.of(
                        finding.scanner(),
                        finding.ruleId(),
                        place.path(),
                        place.startLine() + ":" + place.startColumn(),
                        String.valueOf(finding.fingerprints().size())),
                finding.fingerprints().entrySet().stream()
                        .flatMap(print -> Stream.of(print.getKey(), print.getValue())));
    }
}
