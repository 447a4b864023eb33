package dev.sluice.policy.language;

/** What reading a policy's text gives: the policy, or everything that is wrong with it. */
public sealed interface ParsedPolicy permits Policy, BrokenPolicy {

    /** Where the text came from, as people would name it. */
    String source();

    /** Over the text, hexadecimal SHA-256. */
    String digest();
}
