package dev.sluice.scanners.git;

import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Sees a shallow history as it was at one moment, whatever a fetch does to it meanwhile. */
final class BorderedReader extends ObjectReader.Filter {

    private final ObjectReader reader;
    private final Set<ObjectId> borders;

    BorderedReader(ObjectReader reader, Set<ObjectId> borders) {
        this.reader = reader;
        this.borders = Set.copyOf(borders);
    }

    @Override
    protected ObjectReader delegate() {
        return reader;
    }

    @Override
    public ObjectReader newReader() {
        return new BorderedReader(reader.newReader(), borders);
    }

    @Override
    public Set<ObjectId> getShallowCommits() {
        return borders;
    }
}
