package dev.sluice.ingest.ledger;

import dev.sluice.ingest.database.IngestDatabase;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The key of cursors, made with the schema and the same for every replica. */
@Singleton
class CursorKey {

    private final IngestDatabase database;
    private final AtomicReference<@Nullable Cursors> known = new AtomicReference<>();

    CursorKey(IngestDatabase database) {
        this.database = database;
    }

    Cursors cursors() {
        Cursors cursors = known.get();
        if (cursors == null) {
            cursors =
                    new Cursors(
                            database.inTransaction(handle ->
                                    handle.createQuery("select key from cursor_key limit 1")
                                            .mapTo(String.class)
                                            .one()));
            known.set(cursors);
        }
        return cursors;
    }
}
