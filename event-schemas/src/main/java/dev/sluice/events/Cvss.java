package dev.sluice.events;

/**
 * A CVSS score from 0 to 10 with the vector it comes from; the version is that of the standard,
 * such as {@code 3.1}.
 */
public record Cvss(String version, String vector, double score) {
    public Cvss {
        Require.text("cvss.version", version);
        Require.text("cvss.vector", vector);
        if (!(score >= 0 && score <= 10)) {
            throw new IllegalArgumentException("cvss.score is not between 0 and 10: " + score);
        }
    }
}
