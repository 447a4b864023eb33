package dev.sluice.scanners.results;

import dev.sluice.scanners.spi.Scanner;
import dev.sluice.scanners.spi.Tree;
import dev.sluice.scanners.spi.TreeFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names the result of a scanner for a tree: equal keys, equal results. It covers all that the
 * result depends on: the scanner, its rules and version, its data, and path and content of each
 * file that concerns it; what trusted configuration excludes is not in the tree.
 */
record TreeKey(String value) {

    /** Raised when what is stored changes its form or what goes into a key does. */
    private static final String FORM = "tree-result/v1";

    static TreeKey of(Scanner scanner, Tree tree) {
        MessageDigest digest = sha256();
        add(digest, FORM);
        add(digest, scanner.name());
        add(digest, scanner.ruleDigest());
        add(digest, scanner.snapshotDigest());
        for (TreeFile file : tree.files()) {
            if (scanner.concerns(file)) {
                add(digest, file.path());
                add(digest, file.blob());
            }
        }
        return new TreeKey(HexFormat.of().formatHex(digest.digest()));
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
