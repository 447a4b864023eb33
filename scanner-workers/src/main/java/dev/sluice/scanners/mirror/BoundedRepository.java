package dev.sluice.scanners.mirror;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.BaseRepositoryBuilder;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.transport.PackParser;
import org.jspecify.annotations.Nullable;

/**
 * A repository that takes no object out of a pack that would be put together in memory and is
 * larger than that allows. Large files come whole, are passed through and need no memory; but a few
 * deltas on each other describe gigabytes in kilobytes.
 */
final class BoundedRepository extends FileRepository {

    private final long deltaBytes;
    private @Nullable PackParser parser;

    BoundedRepository(BaseRepositoryBuilder<?, ?> builder) throws IOException {
        this(builder, Runtime.getRuntime().maxMemory() / 4);
    }

    BoundedRepository(BaseRepositoryBuilder<?, ?> builder, long deltaBytes) throws IOException {
        super(builder);
        this.deltaBytes = deltaBytes;
    }

    @Override
    public ObjectInserter newObjectInserter() {
        ObjectInserter inserter = super.newObjectInserter();
        return new ObjectInserter.Filter() {
            @Override
            protected ObjectInserter delegate() {
                return inserter;
            }

            @Override
            public PackParser newPackParser(InputStream in) throws IOException {
                PackParser created = inserter.newPackParser(in);
                parser = created;
                return created;
            }
        };
    }

    /** The bound must not be there before deltas are resolved, when whole objects come by. */
    ProgressMonitor boundDeltas() {
        return new EmptyProgressMonitor() {
            @Override
            public void beginTask(String title, int totalWork) {
                if (parser != null && title.equals(JGitText.get().resolvingDeltas)) {
                    parser.setMaxObjectSizeLimit(deltaBytes);
                }
            }
        };
    }
}
