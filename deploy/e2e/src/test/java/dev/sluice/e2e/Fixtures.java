package dev.sluice.e2e;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * Invented material that would alarm people if it stood in the tree: it is made when the test runs.
 */
final class Fixtures {

    /**
     * Denies new secrets unless somebody labelled the proposal: the smallest policy whose input
     * people can change.
     */
    static final String LABEL_POLICY =
            """
            apiVersion: sluice.dev/v1
            kind: Policy
            metadata:
              name: label-decides
            rules:
              - name: no-new-secrets
                deny:
                  when: "!('accepted-risk' in change.labels)"
                  findings: finding.scanner == 'secrets' && finding.baselineState == 'new'
                message: The change adds a secret.
              - name: secrets-are-checked
                require: [secrets]
            """;

    private static final String BASE62 =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Fixtures() {}

    /** A token in the form of GitHub's classic ones, with a right checksum and no owner. */
    static String gitHubToken(int seed) {
        var random = new Random(seed);
        var body = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            body.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        var crc = new CRC32();
        crc.update(body.toString().getBytes(StandardCharsets.US_ASCII));
        var checksum = new StringBuilder();
        for (long rest = crc.getValue(); checksum.length() < 6; rest /= 62) {
            checksum.insert(0, BASE62.charAt((int) (rest % 62)));
        }
        return String.join("", "gh", "p_", body, checksum);
    }

    /** A project that declares one dependency. */
    static String pom(String groupId, String artifactId, String version) {
        return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId>
          <artifactId>shop</artifactId>
          <version>1.0</version>
          <dependencies>
            <dependency>
              <groupId>%s</groupId>
              <artifactId>%s</artifactId>
              <version>%s</version>
            </dependency>
          </dependencies>
        </project>
        """
                .formatted(groupId, artifactId, version);
    }
}
