package dev.sluice.ingest.reconcile;

import dev.sluice.ingest.database.IngestDatabase;
import jakarta.inject.Singleton;

/** Asks the ledger, which has every delivery that was dealt with, whatever became of it. */
@Singleton
class LedgeredDeliveries implements ReceivedDeliveries {

    private final IngestDatabase database;

    LedgeredDeliveries(IngestDatabase database) {
        this.database = database;
    }

    @Override
    public boolean contains(String forge, String deliveryId) {
        return database.inTransaction(handle ->
                handle.createQuery(
                                """
                                select exists (select 1 from delivery
                                               where delivery_id = :id and forge = :forge)
                                """)
                        .bind("id", deliveryId)
                        .bind("forge", forge)
                        .mapTo(Boolean.class)
                        .one());
    }
}
