package dev.sluice.ingest.submissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sluice.events.SubmissionFormat;
import dev.sluice.ingest.submissions.Claim.InvalidException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** One parameter a line, as name=value. */
class ClaimFuzz {

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "commit=%s\nref=refs/heads/main\ncategory=ci".formatted("a".repeat(40)),
                        "repository=acme/shop\nrepository-id=7\nowner-id=8\nforge=github",
                        "checkout-uri=file:///src/\ncommit=x",
                        "unknown=1")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void whatIsTakenIsVisibleText(byte[] input) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String line : new String(input, UTF_8).split("\n", -1)) {
            String[] pair = line.split("=", 2);
            parameters
                    .computeIfAbsent(pair[0], _ -> new ArrayList<>())
                    .add(pair.length > 1 ? pair[1] : "");
        }
        try {
            Claim claim = Claim.of(SubmissionFormat.SARIF, parameters);

            assertThat(claim.toString()).doesNotContainPattern("\\p{Cntrl}");
        } catch (InvalidException e) {
            assertThat(e.detail()).matches("[\\x20-\\x7e]+");
        }
    }
}
