package dev.sluice.events.wire;

import dev.sluice.events.Topic;

/** Where a record belongs: which whole, and which part of it. */
record PartHeaders(Whole whole, int number) {

    /** More than the largest delivery has. */
    private static final int MAX_PARTS = 64;

    /**
     * A delivery's body as its sender announced it with every part. Bodies with the same digest are
     * the same, so parts of two attempts to store one delivery may be mixed.
     *
     * @param digest empty for a delivery of one part
     */
    record Whole(String id, int parts, int bytes, String digest) {}

    static PartHeaders of(CloudEventHeaders headers) {
        if (!headers.required(CloudEventHeaders.TYPE).equals(Delivery.TYPE)) {
            throw new UnreadableRecordException("only " + Delivery.TYPE + " may be on this topic");
        }
        EventReader.source(headers, Topic.DELIVERIES);
        int parts = number(headers, DeliveryWriter.PARTS);
        int part = number(headers, DeliveryWriter.PART);
        if (parts < 1 || parts > MAX_PARTS || part < 1 || part > parts) {
            throw new UnreadableRecordException("there is no part " + part + " of " + parts);
        }
        return new PartHeaders(
                new Whole(
                        headers.required(CloudEventHeaders.ID),
                        parts,
                        number(headers, DeliveryWriter.BYTES),
                        parts == 1 ? "" : headers.required(DeliveryWriter.DIGEST)),
                part);
    }

    private static int number(CloudEventHeaders headers, String name) {
        try {
            return Integer.parseInt(headers.required(name));
        } catch (NumberFormatException e) {
            throw new UnreadableRecordException("header " + name + " is not a number", e);
        }
    }
}
