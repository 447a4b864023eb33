package dev.sluice.scanners.secrets;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule holds.
 *
 * @param path the files it is for; null for all
 * @param allowed what is no secret although it looks like one
 * @param madeUp whether values that look made up count, too
 */
record Scope(@Nullable Allowance path, List<AllowList> allowed, boolean madeUp) {

    static final Scope EVERYWHERE = new Scope(null, List.of(), false);

    Scope {
        allowed = List.copyOf(allowed);
    }

    boolean covers(String file) {
        return path == null || path.isIn(file);
    }

    Scope allowing(List<AllowList> more) {
        return new Scope(path, Stream.concat(allowed.stream(), more.stream()).toList(), madeUp);
    }
}
