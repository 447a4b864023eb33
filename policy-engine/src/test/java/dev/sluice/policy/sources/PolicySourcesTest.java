package dev.sluice.policy.sources;

import static dev.sluice.policy.Facts.REVISION;
import static dev.sluice.policy.Facts.described;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.policy.language.ParsedPolicy;
import dev.sluice.policy.language.Policy;
import dev.sluice.policy.language.PolicyInForce;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicySourcesTest {

    private static final String POLICY =
            """
            apiVersion: sluice.dev/v1
            kind: Policy
            metadata: {name: %s}
            rules:
              - {name: a, require: [secrets]}
            """;

    @TempDir Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("policy.yaml"), content);
    }

    private Path file(String content) throws IOException {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesToStartWithABrokenCentralPolicy() throws IOException {
        Path path =
                file("apiVersion: sluice.dev/v1\nkind: Policy\nmetadata: {name: x}\nrules: 5\n");
        var sources = new PolicySources(Optional.of(path));
        assertThatThrownBy(() -> sources.check(new StartupEvent()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(path + ":4:8: rules is a list");
    }

    @Test
    void refusesToStartWithoutTheCentralPolicyThatIsNamed() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> new PolicySources(Optional.of(missing)).check(new StartupEvent()))
                .hasMessage(missing + ":1:1: there is no such file");
        Path binary = file(new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> new PolicySources(Optional.of(binary)).check(new StartupEvent()))
                .hasMessage(binary + ":1:1: it is not UTF-8");
        assertThatThrownBy(() -> new PolicySources(Optional.of(folder)).check(new StartupEvent()))
                .hasMessage(folder + ":1:1: it cannot be read");
    }

    @Test
    void startsWithAGoodCentralPolicyAndWithNone() throws IOException {
        var good = new PolicySources(Optional.of(file(POLICY.formatted("central"))));
        assertThatCode(() -> good.check(new StartupEvent())).doesNotThrowAnyException();
        var none = new PolicySources(Optional.empty());
        assertThatCode(() -> none.check(new StartupEvent())).doesNotThrowAnyException();
    }

    @Test
    void addsTheRepositorysPolicyToTheCentralOne() throws IOException {
        var sources = new PolicySources(Optional.of(file(POLICY.formatted("central"))));
        var described = described(REVISION, POLICY.formatted("repository"));
        assertThat(sources.inForce(described).layers())
                .extracting(layer -> ((Policy) layer).name())
                .containsExactly("central", "repository");
        assertThat(sources.inForce(described(REVISION, null)).layers()).hasSize(1);
    }

    @Test
    void compilesEqualTextsOnce() {
        var sources = new PolicySources(Optional.empty());
        var described = described(REVISION, POLICY.formatted("repository"));
        ParsedPolicy first = sources.inForce(described).layers().getFirst();
        assertThat(sources.inForce(described).layers().getFirst()).isSameAs(first);
        assertThat(first.source()).isEqualTo(".sluice/policy.yaml");
    }

    @Test
    void fallsBackToTheDefault() {
        var sources = new PolicySources(Optional.empty());
        var defaults = PolicyInForce.only(Policy.defaults());
        assertThat(sources.inForce(null)).isEqualTo(defaults);
        assertThat(sources.inForce(described(REVISION, null))).isEqualTo(defaults);
    }
}
