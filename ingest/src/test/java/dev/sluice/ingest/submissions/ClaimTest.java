package dev.sluice.ingest.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.events.SubmissionFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refs/heads/main\u200b",
                "refs/heads/\u202eniam",
                "refs/heads/a\u2028b",
                "refs/heads/a\u3000b",
                "refs/heads/a\u00adb",
                "refs/heads/a b",
                "main",
                "refs/"
            })
    void refusesARefThatIsNoneOrLooksLikeAnother(String ref) {
        assertThatThrownBy(() -> claim(ref))
                .isInstanceOf(Claim.InvalidException.class)
                .hasMessage("ref is not a full ref such as refs/heads/main.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"refs/heads/main", "refs/heads/\u6f22\u5b57/\u00e4", "refs/pull/7/merge"})
    void takesARefInAnyScript(String ref) throws Claim.InvalidException {
        assertThat(claim(ref).ref()).isEqualTo(ref);
    }

    private static Claim claim(String ref) throws Claim.InvalidException {
        return Claim.of(SubmissionFormat.SARIF, Map.of("ref", List.of(ref)));
    }
}
