package dev.sluice.scanners.secrets;

import java.util.List;

/**
 * The path of a file that may hold secrets itself.
 *
 * @param shown the path without them
 * @param sightings those in it
 */
record FileName(String shown, List<Sighting> sightings) {
    FileName {
        sightings = List.copyOf(sightings);
    }
}
