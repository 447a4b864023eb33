package dev.sluice.policy.language;

/** A CVSS vector such as {@code CVSS:3.1/AV:N/AC:L}. */
final class CvssVector {

    private CvssVector() {}

    /** The value of a metric, such as {@code N} for {@code AV}; empty where the vector has none. */
    static String metric(String vector, String name) {
        for (String part : vector.split("/", -1)) {
            if (part.startsWith(name + ":")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }
}
