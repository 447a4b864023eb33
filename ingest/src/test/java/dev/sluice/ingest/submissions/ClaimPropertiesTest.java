package dev.sluice.ingest.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.events.SubmissionFormat;
import dev.sluice.ingest.submissions.Claim.InvalidException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

class ClaimPropertiesTest {

    @Property(tries = 200, seed = "20261121")
    void whatIsSaidIsTaken(
            @ForAll("shas") String commit,
            @ForAll("branches") String branch,
            @ForAll @LongRange(min = 1, max = 999_999_999_999_999L) long id)
            throws InvalidException {
        Claim claim =
                Claim.of(
                        SubmissionFormat.SARIF,
                        Map.of(
                                "commit",
                                List.of(commit),
                                "ref",
                                List.of("refs/heads/" + branch),
                                "repository-id",
                                List.of(Long.toString(id))));

        assertThat(claim.commit()).isEqualTo(commit);
        assertThat(claim.ref()).isEqualTo("refs/heads/" + branch);
        assertThat(claim.repositoryId()).isEqualTo(id);
        assertThat(claim.category()).isEqualTo("default");
        assertThat(claim.forge()).isEqualTo("github");
    }

    @Property(tries = 1000, seed = "20261121")
    void whatIsTakenIsSeenAsItIs(@ForAll("names") String name, @ForAll("texts") String text) {
        try {
            Claim claim = Claim.of(SubmissionFormat.SARIF, Map.of(name, List.of(text)));

            assertThat(claim.toString().codePoints())
                    .noneMatch(character ->
                            switch (Character.getType(character)) {
                                case Character.CONTROL,
                                        Character.FORMAT,
                                        Character.SURROGATE,
                                        Character.LINE_SEPARATOR,
                                        Character.PARAGRAPH_SEPARATOR,
                                        Character.UNASSIGNED ->
                                        true;
                                default -> false;
                            });
        } catch (InvalidException e) {
            assertThat(e.detail()).startsWith(name).matches("[\\x20-\\x7e]+");
        }
    }

    @Property(tries = 100, seed = "20261121")
    void whatIsNotKnownOrSaidTwiceIsRefused(
            @ForAll @StringLength(min = 1, max = 20) String unknown, @ForAll("names") String name) {
        assertThatCode(() -> Claim.of(SubmissionFormat.SARIF, Map.of("x" + unknown, List.of("a"))))
                .isInstanceOf(InvalidException.class);
        assertThatCode(() -> Claim.of(SubmissionFormat.SARIF, Map.of(name, List.of("a", "a"))))
                .isInstanceOf(InvalidException.class);
    }

    @Provide
    Arbitrary<String> shas() {
        return Arbitraries.strings()
                .withCharRange('0', '9')
                .withCharRange('a', 'f')
                .ofLength(64)
                .flatMap(text -> Arbitraries.of(text, text.substring(24)));
    }

    @Provide
    Arbitrary<String> branches() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("0/-_.\u00e4\u6f22")
                .ofMinLength(1)
                .ofMaxLength(60);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(
                "commit",
                "ref",
                "category",
                "checkout-uri",
                "forge",
                "repository",
                "repository-id",
                "owner-id");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.strings()
                        .withChars("a\u202e\u200b\u2028\u00ad\u0085\u061c\ud800\u0378\n/ ")
                        .ofMinLength(1)
                        .ofMaxLength(5)
                        .flatMap(text ->
                                Arbitraries.of(
                                        "refs/heads/" + text, "acme/" + text, "file:" + text)));
    }
}
