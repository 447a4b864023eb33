package dev.sluice.scanners.dependencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageLockTest {

    @Test
    void readsVersion1WithWhatIsNested() throws Exception {
        assertThat(
                        read(
                                """
                                {
                                  "lockfileVersion": 1,
                                  "dependencies": {
                                    "mkdirp": {
                                      "version": "0.5.1",
                                      "requires": { "minimist": "0.0.8" },
                                      "dependencies": {
                                        "minimist": { "version": "0.0.8", "dev": true }
                                      }
                                    },
                                    "ours": { "version": "npm:lodash@4.17.20" },
                                    "local": { "version": "file:../local" },
                                    "forked": { "version": "git+ssh://git@host/a/b.git#0123" }
                                  }
                                }
                                """))
                .containsExactly(
                        "minimist 0.0.8 8 development dependency",
                        "mkdirp 0.5.1 4 ",
                        "lodash 4.17.20 11 ",
                        "forked null 13 ");
    }

    @Test
    void readsVersion2Once() throws Exception {
        assertThat(
                        read(
                                """
                                {
                                  "lockfileVersion": 2,
                                  "packages": {
                                    "": { "dependencies": { "lodash": "^4" } },
                                    "node_modules/lodash": { "version": "4.17.20" }
                                  },
                                  "dependencies": {
                                    "lodash": { "version": "4.17.20" }
                                  }
                                }
                                """))
                .containsExactly("lodash 4.17.20 5 ");
    }

    @Test
    void readsVersion3WithScopesAliasesLinksAndWorkspaces() throws Exception {
        assertThat(
                        read(
                                """
                                {
                                  "lockfileVersion": 3,
                                  "packages": {
                                    "": { "name": "app", "version": "1.0.0" },
                                    "packages/own": { "version": "1.0.0" },
                                    "node_modules/own": { "resolved": "packages/own", "link": true },
                                    "node_modules/@babel/core": { "version": "7.0.0", "dev": true },
                                    "node_modules/a/node_modules/lodash": { "version": "4.17.20" },
                                    "node_modules/alias": { "name": "qs", "version": "6.5.2" },
                                    "node_modules/odd": { "version": { "not": "text" } }
                                  }
                                }
                                """))
                .containsExactly(
                        "@babel/core 7.0.0 7 development dependency",
                        "lodash 4.17.20 8 ",
                        "qs 6.5.2 9 ",
                        "odd null 10 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"packages\": {\"node_modules/a\": {\"version\": \"1\"",
                "{\"packages\": {\"node_modules/\": {\"version\": \"1\"}}}",
                "{\"dependencies\": {\" \": {\"version\": \"1\"}}}"
            })
    void refusesWhatIsNotALockFile(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UnreadableManifestException.class);
    }

    @Test
    void refusesDeepNesting() {
        String nested = "{\"dependencies\":{\"a\":".repeat(50_000);

        assertThatThrownBy(() -> read(nested))
                .isInstanceOf(UnreadableManifestException.class)
                .hasMessage("it is nested too deep");
    }

    @Test
    void refusesMorePackagesThanTheLimit() {
        String two = "{\"dependencies\": {\"a\": {}, \"b\": {}}}";

        assertThatThrownBy(() -> PackageLock.read("package-lock.json", bytes(two), 1))
                .isInstanceOf(UnreadableManifestException.class)
                .hasMessage("it names too many packages");
    }

    private static List<String> read(String text) throws UnreadableManifestException {
        return PackageLock.read("package-lock.json", bytes(text), 100).stream()
                .map(d ->
                        d.coordinates().display()
                                + " "
                                + d.version()
                                + " "
                                + d.line()
                                + " "
                                + d.note())
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
