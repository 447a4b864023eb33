package dev.sluice.scanners.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.owasp.dependencycheck.dependency.VulnerableSoftware;
import org.owasp.dependencycheck.dependency.VulnerableSoftwareBuilder;
import us.springett.parsers.cpe.Cpe;
import us.springett.parsers.cpe.CpeBuilder;
import us.springett.parsers.cpe.values.Part;

class FixedVersionTest {

    @Test
    void isTheEndOfTheRangeThatHoldsTheVersion() throws Exception {
        assertThat(FixedVersion.of(List.of(range("1.0", "1.5"), range("2.0", "2.3")), used("2.1")))
                .contains("2.3");
    }

    @Test
    void isTheLowerOfTwoEndsByNumberAndNotByText() throws Exception {
        assertThat(FixedVersion.of(List.of(range("1", "1.10"), range("1", "1.9")), used("1.2")))
                .contains("1.10");
        assertThat(FixedVersion.of(List.of(range("1", "1.9")), used("1.2"))).contains("1.9");
    }

    @Test
    void isNotTheStartOfTheNextRange() throws Exception {
        assertThat(FixedVersion.of(List.of(range("1.0", "2.0"), range("2.0", "2.3")), used("1.1")))
                .contains("2.3");
    }

    @Test
    void isUnknownWhereOnlyTheLastAffectedVersionIsNamed() throws Exception {
        VulnerableSoftware open = product().versionEndIncluding("2.3").build();

        assertThat(FixedVersion.of(List.of(open), used("2.1"))).isEmpty();
    }

    private static VulnerableSoftware range(String start, String end) throws Exception {
        return product().versionStartIncluding(start).versionEndExcluding(end).build();
    }

    private static VulnerableSoftwareBuilder product() {
        VulnerableSoftwareBuilder builder = new VulnerableSoftwareBuilder();
        builder.part(Part.APPLICATION).vendor("v").product("p").version("*");
        return builder.vulnerable(true);
    }

    private static List<Cpe> used(String... versions) {
        return Arrays.stream(versions).map(FixedVersionTest::cpe).toList();
    }

    private static Cpe cpe(String version) {
        try {
            return new CpeBuilder()
                    .part(Part.APPLICATION)
                    .vendor("v")
                    .product("p")
                    .version(version)
                    .build();
        } catch (Exception e) {
            throw new IllegalArgumentException(e);
        }
    }
}
