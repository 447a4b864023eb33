package dev.sluice.scanners.dependencies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What NVD calls those Maven packages that it cannot be guessed for. */
final class KnownProducts {

    /** A product as NVD names it. */
    record Product(String vendor, String product) {}

    private static final String LIST = "known-products";

    private final Map<String, List<Product>> products = new HashMap<>();

    private KnownProducts(String list) {
        for (String line : list.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("[ :]", -1);
            products.put(
                    parts[0] + ":" + parts[1],
                    parts.length == 3 ? List.of() : List.of(new Product(parts[2], parts[3])));
        }
    }

    static KnownProducts load() {
        try (InputStream list = KnownProducts.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException(LIST + " is not on the class path");
            }
            return new KnownProducts(new String(list.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(Coordinates coordinates) {
        return products.containsKey(coordinates.display());
    }

    /** Empty also for a package on the list that has no product in NVD. */
    List<Product> of(Coordinates coordinates) {
        return products.getOrDefault(coordinates.display(), List.of());
    }
}
