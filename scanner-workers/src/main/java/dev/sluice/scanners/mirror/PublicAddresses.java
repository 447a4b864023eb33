package dev.sluice.scanners.mirror;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Tells addresses of the public internet from those that lead back into somebody's own network. */
final class PublicAddresses {

    private PublicAddresses() {}

    /** Whether the address is globally reachable by the registries of RFC 6890 and its updates. */
    static boolean contain(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes, 0);
    }

    private static boolean isPublic4(byte[] bytes, int offset) {
        int a = bytes[offset] & 0xff;
        int b = bytes[offset + 1] & 0xff;
        int c = bytes[offset + 2] & 0xff;
        return switch (a) {
            case 0, 10, 127 -> false;
            case 100 -> b < 64 || b > 127; // shared address space of carriers
            case 169 -> b != 254;
            case 172 -> b < 16 || b > 31;
            case 192 -> b != 168 && !(b == 0 && c == 0);
            case 198 -> b != 18 && b != 19; // benchmarks
            default -> a < 224;
        };
    }

    private static boolean isPublic6(byte[] bytes) {
        int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        if (first == 0x2002) { // 6to4 carries an IPv4 address
            return isPublic4(bytes, 2);
        }
        if (first == 0x0064 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b) { // NAT64
            return isPublic4(bytes, 12);
        }
        if (first == 0x2001 && bytes[2] == 0 && bytes[3] == 0) { // Teredo
            return false;
        }
        return (first & 0xe000) == 0x2000; // global unicast
    }
}
