package dev.sluice.scanners.mirror;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * Opens connections to one forge and to nowhere else: not to the target of a redirect on another
 * host, and to a private address only where an operator allows it. Addresses are looked at right
 * before each connection; the JVM's cache of names makes the connection use the same ones.
 */
final class GuardedConnections implements HttpConnectionFactory {

    private final URI forge;
    private final Set<String> allowedPrivateHosts;
    private final Allowance allowance;

    GuardedConnections(URI forge, Set<String> allowedPrivateHosts, Allowance allowance) {
        this.forge = forge;
        this.allowedPrivateHosts = allowedPrivateHosts;
        this.allowance = allowance;
    }

    /** A connection is not allowed; the message is one line for people. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        check(url);
        return new Counted(url, allowance);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        check(url);
        return new Counted(url, proxy, allowance);
    }

    /** Counts what comes back. */
    private static final class Counted extends JDKHttpConnection {

        private final Allowance allowance;

        Counted(URL url, Allowance allowance) throws IOException {
            super(url);
            this.allowance = allowance;
        }

        Counted(URL url, Proxy proxy, Allowance allowance) throws IOException {
            super(url, proxy);
            this.allowance = allowance;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return allowance.count(super.getInputStream());
        }
    }

    /** Why nothing may be sent there; empty when it may. */
    Optional<String> objectionTo(URI address) throws IOException {
        try {
            check(address.toURL());
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void check(URL url) throws IOException {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        if (!url.getProtocol().equalsIgnoreCase(forge.getScheme())
                || !host.equalsIgnoreCase(forge.getHost())
                || port(url) != port(forge.toURL())) {
            throw new RefusedException(
                    forge.getHost() + " redirects to another host, which is not followed");
        }
        if (allowedPrivateHosts.contains(host)) {
            return;
        }
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (!PublicAddresses.contain(address)) {
                throw new RefusedException(
                        host
                                + " is at a private address; name it in SLUICE_ALLOW_PRIVATE_HOSTS"
                                + " if that is meant");
            }
        }
    }

    private static int port(URL url) {
        return url.getPort() == -1 ? url.getDefaultPort() : url.getPort();
    }
}
