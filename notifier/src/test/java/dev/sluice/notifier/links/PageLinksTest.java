package dev.sluice.notifier.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.notifier.Facts;
import dev.sluice.notifier.TestPostgres;
import dev.sluice.notifier.database.PublicationDatabase;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageLinksTest {

    private static final UUID REVISION = Facts.proposal(1, "a1", "main").id();
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final PublicationDatabase database = TestPostgres.empty();

    @Test
    void opensWhatItLinksToAndNothingElse() {
        PageLinks links = links("https://sluice.example.org/base/", KEY);

        String link = links.of(REVISION);

        String start = "https://sluice.example.org/base/changes/" + REVISION + "?key=";
        assertThat(link).startsWith(start).hasSize(start.length() + 43);
        String key = link.substring(start.length());
        assertThat(links.opens(REVISION, key)).isTrue();
        assertThat(links.opens(UUID.randomUUID(), key)).isFalse();
        assertThat(links.opens(REVISION, "")).isFalse();
        assertThat(links.opens(REVISION, key + " ")).isFalse();
        assertThat(links.opens(REVISION, "é".repeat(43))).isFalse();
    }

    @Test
    void linksNowhereWithoutAPublicAddress() {
        assertThat(links(null, KEY).of(REVISION)).isNull();
    }

    @Test
    void allReplicasShareAKeyThatNobodyConfigured() {
        String one = links("https://sluice.example.org", null).of(REVISION);
        String other = links("https://sluice.example.org", null).of(REVISION);

        assertThat(one).isEqualTo(other);
        assertThat(one).isNotEqualTo(links("https://sluice.example.org", KEY).of(REVISION));
    }

    @Test
    void refusesAKeyThatCanBeGuessed() {
        assertThatThrownBy(() -> links(null, "short"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sluice.notifier.link-key")
                .hasMessageContaining("32");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sluice.example.org", "ftp://x", "https://x?y", "https://x#y", "file:/x"})
    void refusesAnAddressThatBrowsersCannotUse(String url) {
        assertThatThrownBy(() -> links(url, KEY))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SLUICE_PUBLIC_URL");
    }

    private PageLinks links(@Nullable String url, @Nullable String key) {
        var config =
                new LinksConfig() {
                    @Override
                    public Optional<URI> publicUrl() {
                        return Optional.ofNullable(url).map(URI::create);
                    }

                    @Override
                    public Optional<String> linkKey() {
                        return Optional.ofNullable(key);
                    }
                };
        return new PageLinks(config, new LinkKey(config, database));
    }
}
