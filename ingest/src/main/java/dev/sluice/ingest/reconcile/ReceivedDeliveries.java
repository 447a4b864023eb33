package dev.sluice.ingest.reconcile;

/** Which deliveries arrived here, whatever the forge believes. */
@FunctionalInterface
public interface ReceivedDeliveries {

    /**
     * Whether the one of this id was dealt with; one that is still being stored may count as not.
     */
    boolean contains(String forge, String deliveryId);
}
