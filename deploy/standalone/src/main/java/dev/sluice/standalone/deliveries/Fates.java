package dev.sluice.standalone.deliveries;

import java.util.Iterator;
import java.util.List;

/** What may become of a delivery, as the interface calls it; for completion. */
final class Fates implements Iterable<String> {

    static final List<String> ALL =
            List.of("translated", "duplicate", "ignored", "failed", "dead-lettered");

    @Override
    public Iterator<String> iterator() {
        return ALL.iterator();
    }
}
