package dev.sluice.policy.yaml;

/** Where something stands in a file: line and column from 1, in code points. */
public record Place(int line, int column) {}
