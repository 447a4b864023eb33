package dev.sluice.scanners.mirror;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdRef;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/** One exchange with a git server: it shows refs, and then sends one pack if it is asked to. */
final class Conversation implements AutoCloseable {

    private final BoundedRepository mirror;
    private final Transport transport;
    private final FetchConnection connection;

    /**
     * @param depth how many commits deep; null for all, or all that a shallow mirror lacks
     */
    Conversation(
            Transports transports,
            BoundedRepository mirror,
            Collection<String> refs,
            @Nullable Integer depth)
            throws IOException {
        this.mirror = mirror;
        this.transport = transports.open(mirror);
        if (depth != null) {
            transport.setDepth(depth);
        }
        try {
            this.connection = transport.openFetch(refs.stream().map(RefSpec::new).toList());
        } catch (IOException | RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    @Nullable Ref ref(String name) {
        return connection.getRef(name);
    }

    /** Fetches by id; can be done once. */
    void fetch(Collection<ObjectId> wanted) throws IOException {
        Set<ObjectId> here = new HashSet<>();
        List<Ref> wants = new ArrayList<>();
        for (ObjectId id : wanted) {
            wants.add(new ObjectIdRef.Unpeeled(Ref.Storage.NETWORK, id.name(), id));
            if (mirror.getObjectDatabase().has(id)) {
                here.add(id);
            }
        }
        connection.fetch(mirror.boundDeltas(), wants, here);
    }

    @Override
    public void close() {
        connection.close();
        transport.close();
    }
}
