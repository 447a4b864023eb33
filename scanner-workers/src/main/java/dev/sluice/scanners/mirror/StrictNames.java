package dev.sluice.scanners.mirror;

import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/**
 * Strict about everything that could lead somewhere, such as entries named {@code .git}, also when
 * only some file systems would take a name for that; lenient about flaws of old tools that many
 * honest histories have. Names that collide on some file systems are none of its concern, because
 * nothing is checked out.
 */
final class StrictNames extends ObjectChecker {

    /** It also refuses names that collide, so that it is asked about single names alone. */
    private final ObjectChecker ofFileSystems = new ObjectChecker().setSafeForMacOS(true);

    StrictNames() {
        setAllowLeadingZeroFileMode(true);
        setAllowInvalidPersonIdent(true);
    }

    @Override
    public void checkTree(@Nullable AnyObjectId id, byte[] raw) throws CorruptObjectException {
        super.checkTree(id, raw);
        int at = 0;
        while (at < raw.length) {
            int name = RawParseUtils.next(raw, at, ' ');
            int end = RawParseUtils.next(raw, name, '\0') - 1;
            if (!isAscii(raw, name, end)) {
                ofFileSystems.checkPathSegment(raw, name, end);
            }
            at = end + 1 + Constants.OBJECT_ID_LENGTH;
        }
    }

    private static boolean isAscii(byte[] raw, int from, int to) {
        for (int i = from; i < to; i++) {
            if (raw[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
