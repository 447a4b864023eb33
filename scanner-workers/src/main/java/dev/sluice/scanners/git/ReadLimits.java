package dev.sluice.scanners.git;

import java.util.EnumMap;
import java.util.Map;

/** How much of a repository is read before giving up. */
public record ReadLimits(Map<Limit, Long> values) {

    public static final ReadLimits DEFAULT = usual();

    public ReadLimits {
        values = Map.copyOf(values);
        for (Limit limit : Limit.values()) {
            Long value = values.get(limit);
            if (value == null || value < 1) {
                throw new IllegalArgumentException(
                        limit.wireName() + " must be positive, not " + value);
            }
        }
    }

    private static ReadLimits usual() {
        var values = new EnumMap<Limit, Long>(Limit.class);
        for (Limit limit : Limit.values()) {
            values.put(limit, limit.usual());
        }
        return new ReadLimits(values);
    }

    /** The same but for one. */
    public ReadLimits with(Limit limit, long value) {
        var changed = new EnumMap<>(values);
        changed.put(limit, value);
        return new ReadLimits(changed);
    }

    long of(Limit limit) {
        return values.getOrDefault(limit, limit.usual());
    }
}
