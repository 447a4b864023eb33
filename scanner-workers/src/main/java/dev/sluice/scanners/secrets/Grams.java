package dev.sluice.scanners.secrets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tells from a few bytes whether a keyword can be around them. Every keyword has two neighbouring
 * grams here, so that one of them begins at an even offset: only every second byte has to be looked
 * at, and nearly all of a text is passed over. Three bytes are asked for first, because that needs
 * a small table; where they fit, the fourth is asked for too.
 *
 * <p>Bytes are compared without the bit in which upper and lower case differ.
 */
final class Grams {

    /** The bytes that are read from an offset on. */
    static final int READ = 4;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int SIZE = 3;
    private static final int ANY = -1;
    private static final int CASE = 0x20202020;
    private static final int ALL_BYTES = 256;

    /** 64 KB: few grams share a place by chance, and what is used of it stays in the cache. */
    private static final int BITS_OF_THREE = 16;

    /** Grams with a byte that may be any are many. */
    private static final int BITS_OF_FOUR = 18;

    /** The golden ratio, as in Fibonacci hashing. */
    private static final int MULTIPLIER = 0x9E3779B1;

    /** Grams further into a keyword would make the automaton go back further. */
    private static final int FURTHEST = 6;

    /** Pairs of letters, the most frequent in words first. */
    private static final List<String> FREQUENT =
            List.of(
                    ("th he in er an re on at en nd ti es or te of ed is it al ar st to nt "
                                    + "ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ll be "
                                    + "ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly "
                                    + "nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni "
                                    + "ts mo ow pa im mi ai sh ir su id os iv ia am fi ci vi pl ig tu ev ld "
                                    + "ry mp fe bl ab gh ty op wo sa ay ex ke fr oo av ag if ap gr od bo sp "
                                    + "rd do uc bu ei ov by rm ep tt oc fa ef cu rn sc gi da yo cr cl du ga "
                                    + "qu ue ff ba ey ls va um pp ua up lu go ht ru ug ds lt pi rc rr eg au "
                                    + "ck ew mu br bi pt ak pu ui rg ib tl ny ki rk ys ob mm fu ph og ms ye "
                                    + "ud mb ip ub oi rl gu dr ")
                            .split(" "));

    private final byte[] threes = new byte[1 << BITS_OF_THREE];
    private final long[] fours = new long[1 << (BITS_OF_FOUR - 6)];
    private int back;

    /** Keywords have at least three characters, are ASCII and in lower case. */
    Grams(List<String> keywords) {
        for (String keyword : keywords) {
            add(keyword.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void add(byte[] keyword) {
        int best = keyword.length == SIZE ? -1 : 0;
        for (int i = 1; i <= Math.min(FURTHEST, keyword.length - SIZE - 1); i++) {
            if (rarity(keyword, i) > rarity(keyword, best)) {
                best = i;
            }
        }
        set(keyword, best);
        set(keyword, best + 1);
        back = Math.max(back, best + 1);
    }

    /** Of the more frequent of two neighbouring grams. */
    private static int rarity(byte[] keyword, int at) {
        return rank(keyword, at + 1) + Math.min(rank(keyword, at), rank(keyword, at + 2));
    }

    private static int rank(byte[] keyword, int at) {
        int rank = FREQUENT.indexOf("" + (char) keyword[at] + (char) keyword[at + 1]);
        return rank < 0 ? FREQUENT.size() : rank;
    }

    /** What is before a keyword and behind it may be any byte. */
    private void set(byte[] keyword, int at) {
        int before = at < 0 ? ANY : keyword[at];
        int behind = at + SIZE == keyword.length ? ANY : keyword[at + SIZE];
        for (int any = 0; any < (before == ANY || behind == ANY ? ALL_BYTES : 1); any++) {
            int first = before == ANY ? any : before;
            int last = behind == ANY ? any : behind;
            int four = first | keyword[at + 1] << 8 | keyword[at + 2] << 16 | last << 24;
            threes[placeOfThree(four)] = 1;
            int place = placeOfFour(four);
            fours[place >>> 6] |= 1L << place;
        }
    }

    private static int placeOfThree(int four) {
        return (((four | CASE) << 8) * MULTIPLIER) >>> (Integer.SIZE - BITS_OF_THREE);
    }

    private static int placeOfFour(int four) {
        return ((four | CASE) * MULTIPLIER) >>> (Integer.SIZE - BITS_OF_FOUR);
    }

    /** Not 0 where the three bytes from an offset on may be of a keyword. */
    int three(byte[] text, int offset) {
        return threes[placeOfThree((int) INT.get(text, offset))];
    }

    /** Whether the four bytes from an offset on may be of a keyword. */
    boolean four(byte[] text, int offset) {
        int place = placeOfFour((int) INT.get(text, offset));
        return (fours[place >>> 6] & 1L << place) != 0;
    }

    /** A keyword begins at most so many bytes before its gram, and at most one behind. */
    int back() {
        return back;
    }
}
