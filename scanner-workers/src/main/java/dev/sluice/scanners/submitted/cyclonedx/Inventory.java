package dev.sluice.scanners.submitted.cyclonedx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The components of a document by their references, nested ones too. */
final class Inventory {

    private final Map<String, Component> byReference = new HashMap<>();

    void add(@Nullable Component component) {
        if (component == null) {
            return;
        }
        if (component.reference() != null) {
            byReference.putIfAbsent(component.reference(), component);
        }
        List<Component> nested = component.components();
        if (nested != null) {
            nested.forEach(this::add);
        }
    }

    @Nullable Component find(String reference) {
        return byReference.get(reference);
    }
}
