package dev.sluice.notifier.page;

import static dev.sluice.notifier.Facts.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.events.ChangeDecided;
import dev.sluice.events.Revision;
import dev.sluice.notifier.Facts;
import dev.sluice.notifier.NotifierResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The page as a browser gets it. */
@QuarkusTest
@QuarkusTestResource(NotifierResource.class)
class ChangePageTest {

    private static final Revision REVISION = proposal(1, "a1", "main");

    @Test
    void saysTheVerdictThenWhatToDoThenWhyThenWhatWasNotChecked() throws IOException {
        String html = html(Hostile.ordinary(REVISION));
        Files.writeString(Path.of("target/change.html"), html);

        assertThat(html)
                .containsSubsequence(
                        "<h1>Failed</h1>",
                        "What to do",
                        "Revoke the key at its issuer",
                        "Why",
                        "default policy",
                        "application.properties:17",
                        "and 50 more",
                        "What was not checked",
                        "bundled sample",
                        "Decision 1 of 2026-11-21T12:00:00Z under policy aaaaaaaaaaaa");
    }

    @Test
    void showsHostileTextAsText() {
        String html = html(Hostile.decision(REVISION));

        assertThat(html)
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "&lt;img src=x onerror=alert(1)&gt;",
                        "{view.verdict}{#if true}x{/if}{inject:vertx}gnp.exe")
                .doesNotContain("<script", "<img", "\u202e", "\u0000", "\u001b", "style=\"");
    }

    @Test
    void letsInItsOwnStyleAndNothingElse() throws Exception {
        String html = html(Hostile.ordinary(REVISION));
        String css = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(css.getBytes());

        assertThat(PageStyle.HASH).isEqualTo("sha256-" + Base64.getEncoder().encodeToString(hash));
        assertThat(css).doesNotContain("url(", "@import");
    }

    private static String html(ChangeDecided decided) {
        var stored =
                new StoredChange(
                        REVISION.change(),
                        Facts.SHOP.fullName(),
                        REVISION.headSha(),
                        REVISION.baseRef(),
                        false,
                        false,
                        decided);
        return ChangePage.Templates.change(ChangeView.of(stored), PageStyle.CSS).render();
    }
}
