package dev.sluice.scanners.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jgit.ignore.IgnoreNode;

/** Paths to leave out, in the syntax of {@code .gitignore}. */
public final class IgnoreRules {

    /** Leaves out nothing. */
    public static final IgnoreRules NONE = parse(new byte[0]);

    private final IgnoreNode rules;

    private IgnoreRules(IgnoreNode rules) {
        this.rules = rules;
    }

    /** Reads rules; lines that are no valid pattern match nothing. */
    public static IgnoreRules parse(byte[] text) {
        var rules = new IgnoreNode();
        try {
            rules.parse(new ByteArrayInputStream(text));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
        return new IgnoreRules(rules);
    }

    /** Whether this path itself is left out; what lies below a directory is left out with it. */
    boolean match(String path, boolean directory) {
        return Boolean.TRUE.equals(rules.checkIgnored(path, directory));
    }

    /** Whether this file or a directory above it is left out. */
    boolean matchWithParents(String file) {
        for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
            if (match(file.substring(0, slash), true)) {
                return true;
            }
        }
        return match(file, false);
    }
}
