package dev.sluice.notifier.sarif;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Paths in a repository as relative URI references. */
final class RelativeUri {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private RelativeUri() {}

    /**
     * The path with everything encoded that could mean something else, a scheme for instance; empty
     * when it leads out of the repository or nowhere.
     */
    static Optional<String> of(String path) {
        boolean leadsAway =
                path.startsWith("/")
                        || Arrays.stream(path.split("/", -1))
                                .anyMatch(part ->
                                        part.isEmpty() || part.equals(".") || part.equals(".."));
        return leadsAway ? Optional.empty() : Optional.of(encoded(path));
    }

    private static String encoded(String path) {
        var uri = new StringBuilder(path.length());
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(octet)) {
                uri.append((char) octet);
            } else {
                uri.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return uri.toString();
    }

    private static boolean isPlain(byte octet) {
        return (octet >= '0' && octet <= '9')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= 'a' && octet <= 'z')
                || "-._~/".indexOf(octet) >= 0;
    }
}
