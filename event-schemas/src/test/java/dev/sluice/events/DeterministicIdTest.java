package dev.sluice.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeterministicIdTest {

    /**
     * Computed with another implementation (Python's {@code uuid.uuid5}). Ids are on the wire and
     * in databases: a change would make everything in flight look new.
     */
    @Test
    void staysAsItIs() {
        assertThat(DeterministicId.of()).hasToString("22e63d11-088a-5cb7-899f-902490858926");
        assertThat(DeterministicId.of("")).hasToString("fa66789a-f779-539b-b1ce-4fbccfc7fbcb");
        assertThat(DeterministicId.of("a", "b"))
                .hasToString("e2c21a1d-eeeb-568c-9c2d-e12fd4e4f1a7");
        assertThat(DeterministicId.of("grüße", "日本", "𝄞"))
                .hasToString("620f33a3-18fe-5c42-8c9b-02e782f728a4");
    }

    @Test
    void isOfVersion5AndOfTheVariantOfRfc9562() {
        for (int i = 0; i < 1000; i++) {
            var id = DeterministicId.of(Integer.toString(i));
            assertThat(id.version()).isEqualTo(5);
            assertThat(id.variant()).isEqualTo(2);
        }
    }

    @Test
    void doesNotLetPartsRunTogether() {
        assertThat(DeterministicId.of("ab", "c"))
                .isNotEqualTo(DeterministicId.of("a", "bc"))
                .isNotEqualTo(DeterministicId.of("abc"))
                .isNotEqualTo(DeterministicId.of("ab", "c", ""));
        assertThat(DeterministicId.of("1:a")).isNotEqualTo(DeterministicId.of("", "a"));
    }

    @Test
    void givesARevisionTheIdOfItsThreeParts() {
        var revision =
                Revision.of(
                        new ChangeId("github/715203344/pull/42"),
                        "1a954628a960aaef81d7b2d4521929579f3541e6",
                        "main");

        assertThat(revision.id()).hasToString("39fe45c8-6ac8-5a21-8847-a7c317c22e45");
    }
}
