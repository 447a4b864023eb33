package dev.sluice.scanners.mirror;

import java.io.IOException;
import java.time.Duration;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/** Opens transports to one repository of a forge, by HTTP and by what configuration allows. */
record Transports(URIish url, GuardedConnections connections, CredentialsProvider credentials) {

    /** A server that says nothing for so long is gone. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    Transport open(Repository mirror) throws IOException {
        Transport transport = Transport.open(mirror, url);
        if (!(transport instanceof TransportHttp http)) {
            transport.close();
            throw new IOException("only HTTP is spoken");
        }
        http.setHttpConnectionFactory(connections);
        http.setTimeout((int) SILENCE.toSeconds());
        http.setObjectChecker(new StrictNames());
        http.setCredentialsProvider(credentials);
        return http;
    }
}
