package dev.sluice.ingest.github;

import java.nio.charset.StandardCharsets;

/**
 * What git accepts as the name of a branch (the rules of {@code git check-ref-format --branch}),
 * and nothing that deceives the eye.
 */
final class BranchName {

    /** What GitHub stores at most, with room to spare. */
    private static final int MAX_BYTES = 1024;

    private BranchName() {}

    static boolean isValid(String name) {
        return !name.isEmpty()
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && name.chars().noneMatch(BranchName::isForbidden)
                && !name.startsWith("-")
                && !name.endsWith(".")
                && !name.contains("..")
                && !name.contains("@{")
                && !name.equals("@")
                && !name.equals("HEAD")
                && hasValidComponents(name);
    }

    private static boolean hasValidComponents(String name) {
        for (String component : name.split("/", -1)) {
            if (component.isEmpty() || component.startsWith(".") || component.endsWith(".lock")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isForbidden(int character) {
        return " ~^:?*[\\".indexOf(character) >= 0 || Characters.isDeceptive(character);
    }
}
