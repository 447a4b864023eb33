package dev.sluice.scanners.secrets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * A search through the texts that are encoded in a text, and in those, down to a depth. Each level
 * is shorter than the one around it, and all of them together may have four times the bytes of the
 * outermost, so it ends.
 */
final class HiddenSearch {

    private static final int BYTES_PER_BYTE = 4;
    private static final int BYTES_TO_START_WITH = 1 << 16;

    private final Function<byte[], Spots> search;
    private final List<Spots.Spot> spots = new ArrayList<>();
    private final TreeSet<String> stopped = new TreeSet<>();
    private long more;
    private long bytesLeft;

    private HiddenSearch(Function<byte[], Spots> search, int length) {
        this.search = search;
        this.bytesLeft = BYTES_TO_START_WITH + (long) BYTES_PER_BYTE * length;
    }

    /** Spots begin where the outermost encoding begins, in URLs where their own does. */
    static HiddenSearch through(byte[] text, int depth, Function<byte[], Spots> search) {
        var hidden = new HiddenSearch(search, text.length);
        if (depth > 0) {
            Encodings.find(
                    text,
                    (start, found, url) ->
                            hidden.look(
                                    found,
                                    offset -> url ? Encodings.offset(text, start, offset) : start,
                                    start,
                                    depth));
        }
        return hidden;
    }

    private void look(byte[] content, IntUnaryOperator offsets, int start, int depth) {
        bytesLeft -= content.length;
        if (bytesLeft < 0) {
            return;
        }
        byte[] text = Text.of(content).bytes();
        Spots found = search.apply(text);
        IntUnaryOperator place = text.length == content.length ? offsets : _ -> start;
        found.list().forEach(spot -> spots.add(spot.at(place.applyAsInt(spot.start()))));
        more += found.more();
        stopped.addAll(found.stopped());
        if (depth > 1) {
            Encodings.find(text, (_, inner, _) -> look(inner, _ -> start, start, depth - 1));
        }
    }

    Spots spots() {
        spots.sort(Comparator.comparingInt(Spots.Spot::start));
        return new Spots(spots, more, List.copyOf(stopped));
    }

    /** Whether there was more to decode than is allowed. */
    boolean exhausted() {
        return bytesLeft < 0;
    }
}
