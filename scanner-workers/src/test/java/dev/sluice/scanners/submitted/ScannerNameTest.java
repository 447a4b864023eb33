package dev.sluice.scanners.submitted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScannerNameTest {

    @ParameterizedTest
    @CsvSource({
        "CodeQL, java, codeql/java",
        "Semgrep OSS, default, semgrep-oss/default",
        "secrets, default, secrets/default",
        "'  ', '', tool/default",
        "42, x, tool-42/x",
        "'../../etc', ../../x, etc/x",
        "ESLint, .github/workflows/ci.yml:lint, eslint/github-workflows-ci.yml-lint",
        "ÄÖÜ, /language:java, tool/language-java"
    })
    void isOneThatNoScannerOfOursHas(String tool, String category, String name) {
        assertThat(ScannerName.of(tool, category))
                .isEqualTo(name)
                .matches("[a-z][a-z0-9-]*/[a-z0-9][a-z0-9._-]*");
    }

    @ParameterizedTest
    @CsvSource({"a, b"})
    void isNeverTooLong(String tool, String category) {
        assertThat(ScannerName.of(tool.repeat(1000), category.repeat(1000)))
                .hasSizeLessThanOrEqualTo(150);
    }
}
