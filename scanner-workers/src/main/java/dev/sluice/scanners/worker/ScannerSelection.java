package dev.sluice.scanners.worker;

import dev.sluice.scanners.spi.Scanner;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Picks the scanners that configuration names. */
final class ScannerSelection {

    private ScannerSelection() {}

    /**
     * The scanners in the order of the names, or all by name where no names are given.
     *
     * @throws IllegalArgumentException when there is no scanner of a name
     */
    static List<Scanner> of(Stream<Scanner> available, Optional<List<String>> names) {
        Map<String, Scanner> byName =
                available.collect(Collectors.toMap(Scanner::name, Function.identity()));
        if (names.isEmpty()) {
            return byName.values().stream().sorted(Comparator.comparing(Scanner::name)).toList();
        }
        return names.get().stream().distinct().map(name -> named(name, byName)).toList();
    }

    private static Scanner named(String name, Map<String, Scanner> byName) {
        Scanner scanner = byName.get(name);
        if (scanner == null) {
            throw new IllegalArgumentException(
                    "SLUICE_SCANNERS names "
                            + name
                            + ", which is no scanner; there are: "
                            + String.join(", ", byName.keySet().stream().sorted().toList()));
        }
        return scanner;
    }
}
