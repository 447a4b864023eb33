package dev.sluice.ingest.github.reconcile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in a link header. */
class NextPageFuzz {

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "<https://api.github.com/repositories/7/pulls?page=2>; rel=\"next\"",
                        "<https://a/?page=1>; rel=\"prev\", <https://a/?page=3>; rel=\"next\"",
                        "<//a b?>;rel=\"next\"",
                        "<".repeat(100))
                .map(text -> text.getBytes(ISO_8859_1));
    }

    /** So that it cannot lead to another host or path. */
    @MethodSource("seeds")
    @FuzzTest
    void isAQueryAndNothingElse(byte[] input) {
        String link = new String(input, ISO_8859_1);
        var headers = HttpHeaders.of(Map.of("link", List.of(link)), (name, value) -> true);

        NextPage.query(headers)
                .ifPresent(query -> {
                    URI next = URI.create("https://api.github.com/repositories/7/pulls?" + query);
                    assertThat(next.getHost()).isEqualTo("api.github.com");
                    assertThat(next.getPath()).isEqualTo("/repositories/7/pulls");
                    assertThat(next.getRawQuery()).isEqualTo(query);
                });
    }
}
