package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BranchNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "a",
                "a/b",
                "a-",
                "a.b",
                "x@",
                "@x",
                "a@b",
                "{",
                "release/1.x",
                "locked",
                "a.lockx",
                "lock",
                "head",
                "HEADS",
                "größe",
                "日本",
                "fix#1",
                "it's",
                "a,b",
                "👩‍💻"
            })
    void takesWhatGitTakes(String name) {
        assertThat(BranchName.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "-a",
                "--upload-pack=x",
                "HEAD",
                "@",
                "a@{0}",
                "a..b",
                ".a",
                "a/.b",
                "a.",
                "a.lock",
                "HEAD.lock",
                "a.lock/b",
                "/a",
                "a/",
                "a//b",
                "a b",
                "a~b",
                "a^b",
                "a:b",
                "a?b",
                "a*b",
                "a[b",
                "a\\b",
                "a\nb",
                "a\u0000b",
                "a\u007fb",
                "a\u0085b",
                "a\u202eb",
                "a\u2066b",
                "a\u200fb"
            })
    void refusesWhatGitRefusesAndWhatDeceives(String name) {
        assertThat(BranchName.isValid(name)).isFalse();
    }

    @Test
    void boundsTheLengthInBytes() {
        assertThat(BranchName.isValid("ü".repeat(512))).isTrue();
        assertThat(BranchName.isValid("ü".repeat(512) + "a")).isFalse();
    }
}
