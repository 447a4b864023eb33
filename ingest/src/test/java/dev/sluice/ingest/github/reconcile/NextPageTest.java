package dev.sluice.ingest.github.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextPageTest {

    @Test
    void isTheQueryOfTheLinkThatIsNext() {
        String link =
                "<https://a/b?page=1>; rel=\"prev\", <https://a/b?page=3&x=%20>; rel=\"next\"";

        assertThat(query(link)).contains("page=3&x=%20");
        assertThat(query("<https://a/b?page=9>; rel=\"last\"")).isEmpty();
    }

    /** Each of them could begin a link: looking for its end from all of them takes minutes. */
    @Test
    void looksAtALongHeaderOnce() {
        String link = "<".repeat(1_000_000);

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> query(link))).isEmpty();
    }

    private static Optional<String> query(String link) {
        return NextPage.query(HttpHeaders.of(Map.of("link", List.of(link)), (name, value) -> true));
    }
}
