package dev.sluice.ingest.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Who a request comes from, as far as the network knows. */
public final class Address {

    private static final int NETWORK_BYTES = 8;

    private Address() {}

    /**
     * The address itself, or of version 6 the network: whoever has one address there has 2^64.
     *
     * @param literal an address as the socket tells it
     */
    public static String source(String literal) {
        if (literal.indexOf(':') < 0) {
            return literal;
        }
        return InetAddress.ofLiteral(literal) instanceof Inet6Address address
                ? network(address)
                : literal;
    }

    private static String network(Inet6Address address) {
        byte[] bytes = Arrays.copyOf(address.getAddress(), NETWORK_BYTES);
        return HexFormat.ofDelimiter(":").formatHex(bytes) + "::/64";
    }
}
