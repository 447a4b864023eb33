package dev.sluice.scanners.secrets;

import dev.sluice.events.GapKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one content holds.
 *
 * @param sightings in order of position, at most as many as the limit says
 * @param more how many more there are
 * @param stopped ids of rules that needed too many steps and may have missed something
 * @param unopened why there may be more inside that was not looked into; null for most contents
 */
record FileReport(
        List<Sighting> sightings, long more, List<String> stopped, @Nullable GapKind unopened) {

    /** Of a file that was not read. */
    static final FileReport TOO_LARGE = new FileReport(List.of(), 0, List.of(), GapKind.SIZE);

    FileReport {
        sightings = List.copyOf(sightings);
        stopped = List.copyOf(stopped);
    }

    /** Both, of two ways to read the same content. */
    FileReport and(FileReport other) {
        return new FileReport(
                concatenated(sightings, other.sightings),
                more + other.more,
                concatenated(stopped, other.stopped),
                unopened);
    }

    /** This, and what is encoded in the same content and not there in the clear as well. */
    FileReport andHidden(FileReport hidden) {
        var known = new HashSet<String>();
        for (Sighting sighting : sightings) {
            known.add(sighting.secret());
            known.add(sighting.place());
        }
        var all = new ArrayList<>(sightings);
        for (Sighting sighting : hidden.sightings) {
            if (!known.contains(sighting.place()) && known.add(sighting.secret())) {
                all.add(sighting);
            }
        }
        return new FileReport(
                all,
                more + hidden.more,
                concatenated(stopped, hidden.stopped),
                unopened == null ? hidden.unopened : unopened);
    }

    /** This, with what is in an archive, where nothing has a line. */
    FileReport andEntry(FileReport entry, int mostSightings) {
        FileReport both =
                and(
                        new FileReport(
                                entry.sightings.stream().map(Sighting::withoutLine).toList(),
                                entry.more,
                                entry.stopped,
                                null));
        int listed = Math.min(mostSightings, both.sightings.size());
        return new FileReport(
                both.sightings.subList(0, listed),
                both.more + both.sightings.size() - listed,
                both.stopped,
                unopened);
    }

    /** The same of an archive that was opened. */
    FileReport opened() {
        return new FileReport(sightings, more, stopped, null);
    }

    private static <T> List<T> concatenated(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    /** The same with its sightings only counted. */
    FileReport unlisted() {
        return new FileReport(List.of(), more + sightings.size(), stopped, unopened);
    }
}
