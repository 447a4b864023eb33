package dev.sluice.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sluice rescan",
                "/sluice rescan  ",
                "Rebased it.\r\n/sluice rescan\r\nThanks!",
                "/sluice dance\n/sluice rescan"
            })
    void rescanOnALineOfItsOwnIsObeyed(String comment) {
        assertThat(Command.of(comment)).isEqualTo(Command.RESCAN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sluice",
                "/sluice ",
                "/sluice  rescan",
                "/sluice Rescan",
                "/sluice rescan now",
                "/sluice rescan.",
                "/sluice\trescan",
                "/sluice waive CVE-2021-44228"
            })
    void anythingElseThatIsSaidToUsIsNotKnown(String comment) {
        assertThat(Command.of(comment)).isEqualTo(Command.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Looks good",
                " /sluice rescan",
                "    /sluice rescan",
                "> /sluice rescan",
                "please /sluice rescan",
                "`/sluice rescan`",
                "/sluices rescan",
                "/SLUICE rescan",
                "/other rescan"
            })
    void whatIsNotSaidToUsIsNothing(String comment) {
        assertThat(Command.of(comment)).isEqualTo(Command.NONE);
    }
}
