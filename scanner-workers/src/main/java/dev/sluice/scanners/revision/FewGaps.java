package dev.sluice.scanners.revision;

import dev.sluice.events.Gap;
import dev.sluice.events.GapKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes as few of many gaps as one event holds, however many an author causes. No kind and no count
 * gets lost, so what voids a result still does; only details do.
 */
final class FewGaps {

    /** So many keep their detail, and the first of each kind does in any case. */
    static final int MAX_DETAILED = 200;

    /** So large those are together, which leaves room for the first of each kind. */
    private static final int MAX_BYTES = 400_000;

    private FewGaps() {}

    static List<Gap> of(List<Gap> gaps) {
        var few = new ArrayList<Gap>();
        var kinds = EnumSet.noneOf(GapKind.class);
        var further = new EnumMap<GapKind, Long>(GapKind.class);
        int bytes = 0;
        for (Gap gap : alikeAsOne(gaps)) {
            int size = Parts.size(gap);
            boolean fits = few.size() < MAX_DETAILED && bytes + size <= MAX_BYTES;
            if (kinds.add(gap.kind()) || fits) {
                few.add(gap);
                bytes += size;
            } else {
                further.merge(gap.kind(), gap.count(), Long::sum);
            }
        }
        further.forEach(
                (kind, count) -> few.add(new Gap(kind, "further gaps of this kind", count)));
        return few;
    }

    private static List<Gap> alikeAsOne(List<Gap> gaps) {
        record Alike(GapKind kind, String detail) {}
        Map<Alike, Long> counts = new LinkedHashMap<>();
        for (Gap gap : gaps) {
            counts.merge(new Alike(gap.kind(), gap.detail()), gap.count(), Long::sum);
        }
        return counts.entrySet().stream()
                .map(e -> new Gap(e.getKey().kind(), e.getKey().detail(), e.getValue()))
                .toList();
    }
}
