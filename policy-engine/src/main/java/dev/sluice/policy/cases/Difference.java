package dev.sluice.policy.cases;

/**
 * One thing that is not as expected.
 *
 * @param what {@code verdict}, {@code reason}, {@code rule x} or {@code gaps}
 * @param actual what it is, with the reason where there is one
 */
public record Difference(String what, String expected, String actual) {}
