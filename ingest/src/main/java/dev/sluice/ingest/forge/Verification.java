package dev.sluice.ingest.forge;

/** Whether a delivery is genuine. */
public sealed interface Verification {

    /** The forge sent it. */
    record Genuine(String event, String deliveryId, Use use) implements Verification {}

    /** It is not to be stored. */
    record Refused(Refusal refusal) implements Verification {}

    /** What an event is good for here. */
    enum Use {
        /** It can become events of ours. */
        TRANSLATED,

        /** It only asks whether somebody is there. */
        PROBE,

        /** It is stored and ignored. */
        NONE
    }
}
