package dev.sluice.scanners.dependencies;

import dev.sluice.events.DependencyCounts;
import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What one tree declares and bundles, and what of it could not be read. */
record Inventory(
        List<Declaration> declarations,
        List<Bundled> archives,
        List<Gap> gaps,
        long filesRead,
        long bytesRead) {

    /** So many gaps of a kind name their file. */
    private static final int MAX_NAMED = 50;

    Inventory {
        declarations = List.copyOf(declarations);
        archives = List.copyOf(archives);
        gaps = List.copyOf(gaps);
    }

    Set<Component> components() {
        Set<Component> components = new LinkedHashSet<>();
        for (Declaration declaration : declarations) {
            if (declaration.version() != null) {
                components.add(
                        new Component.Release(declaration.coordinates(), declaration.version()));
            }
        }
        for (Bundled bundled : archives) {
            components.add(bundled.archive());
        }
        return components;
    }

    /** An archive counts as declared and resolved: its content is what it is. */
    DependencyCounts counts() {
        int unresolved =
                (int)
                        declarations.stream()
                                .map(Declaration::version)
                                .filter(Objects::isNull)
                                .count();
        int declared = declarations.size() + archives.size();
        return new DependencyCounts(declared, declared - unresolved, unresolved);
    }

    /** The gaps of reading, many alike as one, and one for all versions that could not be told. */
    List<Gap> gapsWithUnresolved() {
        List<Gap> all = new ArrayList<>();
        Map<GapKind, Long> further = new TreeMap<>();
        Map<GapKind, Integer> named = new HashMap<>();
        for (Gap gap : gaps) {
            if (named.merge(gap.kind(), 1, Integer::sum) <= MAX_NAMED) {
                all.add(gap);
            } else {
                further.merge(gap.kind(), gap.count(), Long::sum);
            }
        }
        further.forEach((kind, count) -> all.add(new Gap(kind, "further files like these", count)));
        int unresolved = counts().unresolved();
        if (unresolved > 0) {
            all.add(
                    new Gap(
                            GapKind.UNRESOLVED_VERSION,
                            "dependencies whose version is set outside the repository or is not"
                                    + " fixed",
                            unresolved));
        }
        return all;
    }
}
