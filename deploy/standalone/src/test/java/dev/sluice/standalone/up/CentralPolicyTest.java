package dev.sluice.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.policy.language.Policy;
import dev.sluice.standalone.cli.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CentralPolicyTest {

    @TempDir Path directory;

    @Test
    void isOptional() {
        CentralPolicy.require(Map.of());
        CentralPolicy.require(Map.of("SLUICE_POLICY", " "));
    }

    @Test
    void mayBeAnyPolicy() throws Exception {
        Path file = Files.writeString(directory.resolve("policy.yaml"), Policy.defaultText());

        CentralPolicy.require(Map.of("SLUICE_POLICY", file.toString()));
    }

    @Test
    void isRefusedWithItsPlaceWhenItIsBroken() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("policy.yaml"),
                        Policy.defaultText().replace("finding.scanner ==", "finding.scaner =="));

        assertThatThrownBy(() -> CentralPolicy.require(Map.of("SLUICE_POLICY", file.toString())))
                .isInstanceOfSatisfying(Refusal.class, e -> assertThat(e.exitCode()).isEqualTo(64))
                .hasMessageMatching("(?s)" + file + ":\\d+:\\d+: .*scaner.*");
    }

    @Test
    void isRefusedWhenItIsNotThere() {
        assertThatThrownBy(() -> CentralPolicy.require(Map.of("SLUICE_POLICY", "no/such.yaml")))
                .hasMessage("SLUICE_POLICY: cannot read no/such.yaml");
    }
}
