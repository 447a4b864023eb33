package dev.sluice.scanners.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.scanners.fixture.WordScanner;
import dev.sluice.scanners.spi.Scanner;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScannerSelectionTest {

    @Test
    void takesScannersInTheOrderOfTheirNames() {
        assertThat(select(Optional.of(List.of("two", "one", "two"))))
                .extracting(Scanner::name)
                .containsExactly("two", "one");
    }

    @Test
    void takesAllWhereNoneAreNamed() {
        assertThat(select(Optional.empty()))
                .extracting(Scanner::name)
                .containsExactly("one", "two");
    }

    @Test
    void refusesANameThatIsNoScanner() {
        assertThatThrownBy(() -> select(Optional.of(List.of("one", "three"))))
                .hasMessage(
                        "SLUICE_SCANNERS names three, which is no scanner; there are: one, two");
    }

    private static List<Scanner> select(Optional<List<String>> names) {
        return ScannerSelection.of(
                Stream.of(new WordScanner("two", "b"), new WordScanner("one", "a")), names);
    }
}
