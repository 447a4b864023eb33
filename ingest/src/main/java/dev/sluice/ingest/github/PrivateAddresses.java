package dev.sluice.ingest.github;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** Tells addresses of the inside from those of the public internet. */
final class PrivateAddresses {

    private PrivateAddresses() {}

    /** Whether the address is, or carries, one that is not reachable from the public internet. */
    static boolean contains(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        return switch (address) {
            case Inet4Address v4 -> isPrivate(v4.getAddress(), 0);
            case Inet6Address v6 -> isPrivate(v6.getAddress());
            default -> true;
        };
    }

    private static boolean isPrivate(byte[] v6) {
        boolean uniqueLocal = (v6[0] & 0xfe) == 0xfc;
        boolean compatible = startsWith(v6, new int[12]);
        boolean nat64 = startsWith(v6, new int[] {0, 0x64, 0xff, 0x9b});
        boolean sixToFour = startsWith(v6, new int[] {0x20, 0x02});
        boolean teredo = startsWith(v6, new int[] {0x20, 0x01, 0, 0});
        return uniqueLocal
                || compatible
                || teredo
                || (nat64 && isPrivate(v6, 12))
                || (sixToFour && isPrivate(v6, 2));
    }

    /** Looks at the four bytes from here on. */
    private static boolean isPrivate(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        return first == 0
                || first == 10
                || first == 127
                || first >= 224
                || (first == 100 && (second & 0xc0) == 64)
                || (first == 169 && second == 254)
                || (first == 172 && (second & 0xf0) == 16)
                || (first == 192 && second == 168)
                || (first == 192 && second == 0)
                || (first == 198 && (second & 0xfe) == 18);
    }

    private static boolean startsWith(byte[] bytes, int[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
