package dev.sluice.standalone.run;

import dev.sluice.standalone.cli.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * The one address that the services answer at.
 *
 * @param host as given, a name or an address of this machine
 */
public record Door(String host, int port) {

    private static final int MAX_PORT = 65_535;

    public Door {
        if (port < 1 || port > MAX_PORT) {
            throw Refusal.usage("--port is " + port + ", from 1 to " + MAX_PORT);
        }
    }

    /**
     * Makes sure that the services will be able to listen there.
     *
     * @throws Refusal when they will not
     */
    public void requireFree() {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw Refusal.usage("--host " + host + " is unknown", e);
        }
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw Refusal.usage(
                    "cannot listen on %s:%d (%s); choose another with --port or --host"
                            .formatted(host, port, e.getMessage()),
                    e);
        }
    }

    /** The address as this machine reaches it. */
    public URI url() {
        try {
            InetAddress address = InetAddress.getByName(host);
            String name = address.isAnyLocalAddress() ? "127.0.0.1" : host;
            return URI.create(
                    "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port);
        } catch (UnknownHostException e) {
            throw Refusal.usage("--host " + host + " is unknown", e);
        }
    }

    public URI webhooks() {
        return url().resolve("/webhooks/github");
    }
}
