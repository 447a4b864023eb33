package dev.sluice.standalone.client;

import dev.sluice.standalone.cli.Refusal;
import dev.sluice.standalone.cli.Terminal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a running Sluice is.
 *
 * @param url with a scheme and a host, without anything that is not an address
 */
record ServerAddress(URI url) {

    /**
     * What a person has written.
     *
     * @throws Refusal when it is not an address
     */
    static ServerAddress of(String text) {
        URI url;
        try {
            url = new URI(text.strip().replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw refusal(text, e);
        }
        boolean isAddress =
                ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                        && url.getHost() != null
                        && url.getRawUserInfo() == null
                        && url.getRawQuery() == null
                        && url.getRawFragment() == null;
        if (!isAddress) {
            throw refusal(text, null);
        }
        return new ServerAddress(url);
    }

    private static Refusal refusal(String text, @Nullable Exception cause) {
        String line =
                "--server or SLUICE_SERVER is "
                        + Terminal.clean(text)
                        + ", no address such as https://sluice.example.org or"
                        + " http://127.0.0.1:8080";
        return cause == null ? Refusal.usage(line) : Refusal.usage(line, cause);
    }

    /** Whether it is this machine, by its name and without asking anybody. */
    boolean isLocal() {
        String host = url.getHost();
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    /** Whether what is sent there can be read on the way. */
    boolean isOpen() {
        return "http".equals(url.getScheme()) && !isLocal();
    }

    URI resolve(String pathAndQuery) {
        return URI.create(url + pathAndQuery);
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
