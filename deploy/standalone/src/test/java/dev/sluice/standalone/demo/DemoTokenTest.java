package dev.sluice.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoTokenTest {

    @Test
    void looksLikeOneOfGitHubAndIsNewEachTime() {
        String token = DemoToken.invent();

        assertThat(token).matches("ghp_[0-9A-Za-z]{36}").isNotEqualTo(DemoToken.invent());
    }
}
