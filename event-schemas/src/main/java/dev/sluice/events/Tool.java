package dev.sluice.events;

/**
 * What produced a result; {@code ruleDigest} is over the rules and settings that were in force,
 * hexadecimal SHA-256.
 */
public record Tool(String name, String version, String ruleDigest) {
    public Tool {
        Require.text("tool.name", name);
        Require.text("tool.version", version);
        Require.text("tool.ruleDigest", ruleDigest);
    }
}
