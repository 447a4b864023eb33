package dev.sluice.scanners.local;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** The blobs of a repository on this machine, whatever commit they belong to. */
public final class LocalBlobs implements AutoCloseable {

    private final Repository repository;

    private LocalBlobs(Repository repository) {
        this.repository = repository;
    }

    /**
     * Opens the repository at this path or above it.
     *
     * @throws LocalRepositoryException when there is none that can be read
     */
    public static LocalBlobs open(Path path) throws LocalRepositoryException {
        return new LocalBlobs(LocalRepository.opened(path));
    }

    /** For one thread; what blobs are differences to is remembered from one to the next. */
    public Reading reading() {
        return new Reading(repository.newObjectReader());
    }

    @Override
    public void close() {
        repository.close();
    }

    /** Reads blobs one after the other. */
    public static final class Reading implements AutoCloseable {

        private final ObjectReader reader;

        private Reading(ObjectReader reader) {
            this.reader = reader;
        }

        /**
         * The whole content.
         *
         * @param blob a full object id
         * @throws IOException when the object is missing, broken, or no blob
         */
        public byte[] read(String blob) throws IOException {
            return reader.open(ObjectId.fromString(blob), Constants.OBJ_BLOB)
                    .getBytes(Integer.MAX_VALUE);
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
