package dev.sluice.ingest.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void everyAddressOfVersionFourIsASource() {
        assertThat(Address.source("192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void aNetworkOfVersionSixIsOneSource() {
        assertThat(Address.source("2001:db8::1"))
                .isEqualTo(Address.source("2001:db8:0:0:ffff::2"))
                .isNotEqualTo(Address.source("2001:db8:0:1::1"));
    }

    @Test
    void anAddressOfVersionFourInVersionSixIsThatAddress() {
        assertThat(Address.source("::ffff:192.0.2.1"))
                .isNotEqualTo(Address.source("::ffff:192.0.2.2"));
    }
}
