package dev.sluice.scanners.secrets;

import dev.sluice.scanners.spi.Tree;
import dev.sluice.scanners.spi.TreeFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Trees in memory, a key, and secrets that exist only while tests run. */
final class Fixtures {

    static final FingerprintKey KEY = FingerprintKey.of(filled((byte) 7));

    private Fixtures() {}

    static byte[] filled(byte b) {
        var bytes = new byte[FingerprintKey.MIN_BYTES];
        Arrays.fill(bytes, b);
        return bytes;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A token with a right checksum; another one for every seed. */
    static String githubToken(long seed) {
        return ExampleTemplate.expand("ghp_<crc32-base62:36>", seed);
    }

    static Engine engine() {
        return new Engine(SecretRules.bundled().list(), KEY, ScanLimits.DEFAULT);
    }

    /** The examples of a rule that hold its secret. */
    static List<String> found(SecretRule rule) {
        return expanded(rule, rule.found());
    }

    /** The examples of a rule that only look similar. */
    static List<String> notFound(SecretRule rule) {
        return expanded(rule, rule.notFound());
    }

    private static List<String> expanded(SecretRule rule, List<String> templates) {
        var texts = new ArrayList<String>();
        for (int i = 0; i < templates.size(); i++) {
            texts.add(ExampleTemplate.expand(templates.get(i), rule.id().hashCode() + 31L * i));
        }
        return texts;
    }

    /** A file whose reads are counted. */
    record MemoryFile(String path, byte[] content, AtomicInteger reads) implements TreeFile {

        MemoryFile(String path, String content) {
            this(path, utf8(content), new AtomicInteger());
        }

        @Override
        public String blob() {
            return Sha256.hex(new String(content, StandardCharsets.ISO_8859_1)).substring(0, 40);
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public byte[] read(int limit) {
            reads.incrementAndGet();
            return content;
        }
    }

    record MemoryTree(String sha, List<TreeFile> files) implements Tree {
        MemoryTree(String sha, TreeFile... files) {
            this(sha, List.of(files));
        }
    }
}
