package dev.sluice.scanners.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.Finding;
import dev.sluice.scanners.secrets.Fixtures.MemoryFile;
import dev.sluice.scanners.secrets.Fixtures.MemoryTree;
import dev.sluice.scanners.spi.ScanInput;
import dev.sluice.scanners.spi.ScanOutcome;
import dev.sluice.scanners.spi.TreeFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SecretsPropertiesTest {

    private static final SecretRules RULES = SecretRules.bundled();
    private static final Engine ENGINE = new Engine(RULES.list(), Fixtures.KEY, ScanLimits.DEFAULT);
    private static final SecretsScanner SCANNER = new SecretsScanner(RULES, Fixtures.KEY);

    @Property(tries = 200, seed = "20261121")
    void anyBytesGiveWhatEveryRuleOverAllOfThemGivesAndThatAgain(
            @ForAll @Size(max = 400) byte[] noise, @ForAll @IntRange(max = 1000) int seed) {
        byte[] secret = Fixtures.githubToken(seed).getBytes(StandardCharsets.US_ASCII);
        byte[] content = new byte[noise.length + secret.length];
        int at = noise.length == 0 ? 0 : seed % noise.length;
        System.arraycopy(noise, 0, content, 0, at);
        System.arraycopy(secret, 0, content, at, secret.length);
        System.arraycopy(noise, at, content, at + secret.length, noise.length - at);

        FileReport report = ENGINE.scan(content);

        assertThat(ENGINE.scan(content)).isEqualTo(report);
        assertThat(ENGINE.scanWithoutKeywords(content)).isEqualTo(report);
    }

    @Property(tries = 15, seed = "20261121")
    void codeThatMovesKeepsItsFindings(
            @ForAll @IntRange(max = 1000) int seed, @ForAll @IntRange(max = 50) int lines)
            throws InterruptedException {
        String text = text(SeededFiles.of(RULES, seed, 1).getFirst());

        Set<String> before = fingerprints(List.of(new MemoryFile("a.txt", text)));
        Set<String> after =
                fingerprints(List.of(new MemoryFile("b/c.txt", "\n".repeat(lines) + text + "\n")));

        assertThat(after).isEqualTo(before);
    }

    @Property(tries = 15, seed = "20261121")
    void theOrderOfBlobsNeverMatters(@ForAll @IntRange(max = 1000) int seed)
            throws InterruptedException {
        var files = new ArrayList<TreeFile>();
        for (byte[] content : SeededFiles.of(RULES, seed, 5)) {
            files.add(new MemoryFile("f" + files.size(), text(content)));
        }
        ScanOutcome inOrder = scan(files);
        Collections.shuffle(files, new Random(seed));

        assertThat(scan(files)).isEqualTo(inOrder);
    }

    @Property(tries = 50, seed = "20261121")
    void encodingsWithinEachOtherComeToAnEnd(
            @ForAll @IntRange(max = 12) int depth, @ForAll @Size(max = 200) byte[] noise) {
        byte[] content = noise;
        for (int i = 0; i < depth; i++) {
            content =
                    i % 3 == 2
                            ? text(content)
                                    .replace("%", "%25")
                                    .replace("A", "%41")
                                    .getBytes(StandardCharsets.ISO_8859_1)
                            : Base64.getEncoder().encode(content);
        }

        assertThat(ENGINE.scan(content)).isEqualTo(ENGINE.scanWithoutKeywords(content));
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    private static Set<String> fingerprints(List<TreeFile> files) throws InterruptedException {
        return scan(files).head().stream().map(Finding::fingerprint).collect(Collectors.toSet());
    }

    private static ScanOutcome.Completed scan(List<TreeFile> files) throws InterruptedException {
        return (ScanOutcome.Completed)
                SCANNER.scan(new ScanInput(new MemoryTree("head", files), null, List.of()));
    }
}
