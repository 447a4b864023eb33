package dev.sluice.policy.language;

/**
 * Whether a package URL is one of those meant: {@code pkg:maven/org.apache.logging.log4j/*} means
 * all packages of that group in every version, {@code pkg:npm/lodash@4.*} those versions.
 * Qualifiers and subpath of the package do not matter.
 */
public final class PurlPattern {

    private PurlPattern() {}

    public static boolean matches(String purl, String pattern) {
        if (purl.isEmpty()) {
            return false;
        }
        String bare = upTo('?', upTo('#', purl));
        return Glob.of(pattern).matches(hasVersion(pattern) ? bare : withoutVersion(bare));
    }

    private static String upTo(char end, String text) {
        int index = text.indexOf(end);
        return index < 0 ? text : text.substring(0, index);
    }

    /** The @ of an npm scope is either encoded or followed by a slash. */
    private static boolean hasVersion(String purl) {
        return purl.lastIndexOf('@') > purl.lastIndexOf('/');
    }

    private static String withoutVersion(String purl) {
        return hasVersion(purl) ? purl.substring(0, purl.lastIndexOf('@')) : purl;
    }
}
