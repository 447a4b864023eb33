package dev.sluice.scanners.secrets;

import java.util.List;

/**
 * The secrets of one text, without their values.
 *
 * @param list in order of their starts
 * @param more how many more there are
 * @param stopped ids of rules that needed too many steps
 */
record Spots(List<Spot> list, long more, List<String> stopped) {

    /**
     * One secret.
     *
     * @param start an offset into the text
     * @param unless what allows it in files of some paths
     */
    record Spot(int start, SecretRule rule, String preview, String hash, List<AllowList> unless) {
        Spot at(int offset) {
            return new Spot(offset, rule, preview, hash, unless);
        }
    }

    Spots {
        list = List.copyOf(list);
        stopped = List.copyOf(stopped);
    }
}
