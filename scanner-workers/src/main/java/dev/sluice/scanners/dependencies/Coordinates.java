package dev.sluice.scanners.dependencies;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a package without a version.
 *
 * @param namespace the group id in Maven, the scope with its {@code @} in npm; empty where there is
 *     none
 */
record Coordinates(Ecosystem ecosystem, String namespace, String name) {

    /** Longer names are nobody's package: npm allows no more. */
    private static final Pattern PART = Pattern.compile("[^\\s\\p{Cntrl}\\p{Cf}]{1,214}");

    Coordinates {
        if (!areValid(namespace, name)) {
            throw new IllegalArgumentException("not the name of a package");
        }
    }

    static boolean areValid(String namespace, String name) {
        return PART.matcher(name).matches()
                && (namespace.isEmpty() || PART.matcher(namespace).matches());
    }

    /** A package of npm by its full name, such as {@code @scope/name}. */
    static Coordinates npm(String fullName) {
        int slash = fullName.indexOf('/');
        return slash < 0
                ? new Coordinates(Ecosystem.NPM, "", fullName)
                : new Coordinates(
                        Ecosystem.NPM, fullName.substring(0, slash), fullName.substring(slash + 1));
    }

    /** As people of the ecosystem write it. */
    String display() {
        if (namespace.isEmpty()) {
            return name;
        }
        return switch (ecosystem) {
            case MAVEN -> namespace + ":" + name;
            case NPM -> namespace + "/" + name;
        };
    }

    /** The package URL, with or without a version. */
    String purl(@Nullable String version) {
        try {
            return packageUrl(version).canonicalize();
        } catch (MalformedPackageURLException e) {
            throw new IllegalArgumentException("not the name of a package", e);
        }
    }

    PackageURL packageUrl(@Nullable String version) throws MalformedPackageURLException {
        return new PackageURL(
                ecosystem.purlType(),
                namespace.isEmpty() ? null : namespace,
                name,
                version,
                null,
                null);
    }
}
