package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.ingest.forge.UntranslatableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    @ParameterizedTest
    @ValueSource(strings = {"a", ".github", "a.b", "a-b", "a_b", "git", "agit", "a.gitx", "_"})
    void takesTheNamesOfRepositories(String name) {
        assertThat(Names.repository("repository.name", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../../x",
                "a/b",
                "a..b",
                "a.git",
                "-a",
                "a b",
                "a\u202eb",
                "a\nb",
                "ü"
            })
    void refusesOtherNamesOfRepositories(String name) {
        assertThatThrownBy(() -> Names.repository("repository.name", name))
                .isInstanceOf(UntranslatableException.class)
                .hasMessage("repository.name is not a name that GitHub gives");
    }

    @Test
    void boundsTheNameOfARepository() {
        assertThat(Names.repository("name", "a".repeat(100))).hasSize(100);
        assertThatThrownBy(() -> Names.repository("name", "a".repeat(101)))
                .isInstanceOf(UntranslatableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a-b", "octo-org", "dev_corp"})
    void takesOwners(String name) {
        assertThat(Names.owner("owner", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a.b", "a/b", "a b", "..", "a[bot]", "a\u202e"})
    void refusesOtherOwners(String name) {
        assertThatThrownBy(() -> Names.owner("owner", name))
                .isInstanceOf(UntranslatableException.class);
    }

    @Test
    void takesTheLoginsOfBots() {
        assertThat(Names.login("sender.login", "dependabot[bot]")).isEqualTo("dependabot[bot]");
        assertThatThrownBy(() -> Names.login("sender.login", "dependabot[robot]"))
                .isInstanceOf(UntranslatableException.class);
    }

    @Test
    void takesCommitsOf40Or64Digits() {
        assertThat(Names.commit("sha", SHA)).isEqualTo(SHA);
        assertThat(Names.commit("sha", SHA + "0".repeat(24))).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef0123456789abcdef0123456",
                "0123456789abcdef0123456789abcdef012345678",
                "0123456789ABCDEF0123456789abcdef01234567",
                "0123456789abcdefg123456789abcdef01234567",
                "0000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000"
            })
    void refusesWhatIsNoCommit(String sha) {
        assertThatThrownBy(() -> Names.commit("sha", sha))
                .isInstanceOf(UntranslatableException.class);
    }

    @Test
    void deceptiveCharactersAreMadeVisible() {
        assertThat(Characters.honest("approved\u202e\u0007👍")).isEqualTo("approved\uFFFD\uFFFD👍");
    }
}
