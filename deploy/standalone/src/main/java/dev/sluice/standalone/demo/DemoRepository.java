package dev.sluice.standalone.demo;

import dev.sluice.standalone.forge.LoopbackForge;
import dev.sluice.standalone.forge.repository.LoopbackRepository;
import dev.sluice.standalone.forge.webhook.Webhook;
import java.io.IOException;
import java.util.Map;

/**
 * A small shop. Its main branch already has one vulnerable dependency; the proposed change adds a
 * second one and a token.
 */
final class DemoRepository {

    private static final long NUMBER = 1;
    private static final String BRANCH = "report-orders";

    private static final String KNOWN =
            """
                <dependency>
                  <groupId>org.apache.commons</groupId>
                  <artifactId>commons-text</artifactId>
                  <version>1.9</version>
                </dependency>
            """;
    private static final String ADDED =
            """
                <dependency>
                  <groupId>org.apache.logging.log4j</groupId>
                  <artifactId>log4j-core</artifactId>
                  <version>2.14.1</version>
                </dependency>
            """;

    private final LoopbackRepository repository;
    private final String head;

    private DemoRepository(LoopbackRepository repository, String head) {
        this.repository = repository;
        this.head = head;
    }

    static DemoRepository create(LoopbackForge forge) throws IOException {
        LoopbackRepository repository = forge.createRepository("acme", "shop");
        repository.commit(
                LoopbackRepository.DEFAULT_BRANCH,
                "Begin the shop",
                Map.of(
                        "README.md",
                        "# Shop\n",
                        "pom.xml",
                        pom(KNOWN),
                        "config/report.properties",
                        "report.hour=6\n"));
        repository.branch(BRANCH, repository.tip(LoopbackRepository.DEFAULT_BRANCH));
        String head =
                repository.commit(
                        BRANCH,
                        "Report orders every morning",
                        Map.of(
                                "pom.xml",
                                pom(KNOWN + ADDED),
                                "config/report.properties",
                                "report.hour=6\nreport.token=" + DemoToken.invent() + "\n"));
        repository.pull(NUMBER, head);
        return new DemoRepository(repository, head);
    }

    String head() {
        return head;
    }

    String title() {
        return "%s #%d, %s into %s"
                .formatted(
                        repository.fullName(), NUMBER, BRANCH, LoopbackRepository.DEFAULT_BRANCH);
    }

    Webhook opened() throws IOException {
        return repository.pullRequest(NUMBER, BRANCH, head).build();
    }

    private static String pom(String dependencies) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId>
          <artifactId>shop</artifactId>
          <version>1.0</version>
          <dependencies>
        %s  </dependencies>
        </project>
        """
                .formatted(dependencies);
    }
}
