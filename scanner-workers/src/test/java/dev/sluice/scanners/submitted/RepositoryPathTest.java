package dev.sluice.scanners.submitted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryPathTest {

    private static final List<String> ROOTS = List.of("file:///builds/acme/shop");

    @ParameterizedTest
    @CsvSource({
        "src/App.java, src/App.java",
        "./src//App.java, src/App.java",
        "src/../pom.xml, pom.xml",
        "src%20code/%C3%A4.js, src code/ä.js",
        "src\\win\\App.cs, src/win/App.cs",
        "with space.js, with space.js",
        "file:///builds/acme/shop/src/a.js, src/a.js",
        "/builds/acme/shop/src/a.js, src/a.js"
    })
    void isThePathInTheRepository(String reference, String path) {
        assertThat(RepositoryPath.of(reference, ROOTS)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "/etc/passwd",
                "../../etc/passwd",
                "src/../../x",
                "%2e%2e/%2e%2e/etc/passwd",
                "..\\..\\x",
                "C:\\Windows\\x",
                "http://169.254.169.254/x",
                "file:///builds/acme/shop-other/a.js",
                "file:///builds/acme/shop/../../../../etc/passwd",
                "",
                ".",
                "a\u0000b",
                "a\u202Egnp.js"
            })
    void standsForTheWholeRepositoryWhereItIsElsewhere(String reference) {
        assertThat(RepositoryPath.of(reference, ROOTS)).isEqualTo(RepositoryPath.WHOLE);
    }

    @Test
    void isNeverLongerThanAnEventTakes() {
        assertThat(RepositoryPath.of("a/".repeat(3000), ROOTS)).isEqualTo(RepositoryPath.WHOLE);
    }
}
