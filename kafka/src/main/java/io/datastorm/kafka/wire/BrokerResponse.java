package io.datastorm.kafka.wire;

/**
 * What a broker says of a batch, or what happened instead of an answer.
 *
 * @param code Kafka's error code; 0: stored (with acks=0: handed to the network); 13 for a lost connection and 7 for a
 *     timeout are ours
 * @param name the error's name in Kafka's protocol
 * @param message what the broker adds; may be null
 * @param offset of the first record, if it is stored and the broker says where; else −1
 * @param logStart where the partition's log begins, if the broker says so; else −1
 */
public record BrokerResponse(short code, String name, String message, long offset, long logStart) {
    /** Stored, nobody says where. */
    public static final BrokerResponse STORED = stored(-1);

    /** Stored at this offset. */
    public static BrokerResponse stored(long offset) {
        return new BrokerResponse((short) 0, "NONE", null, offset, -1);
    }

    /** The same, with where the log begins. */
    BrokerResponse logStart(long start) {
        return new BrokerResponse(code, name, message, offset, start);
    }

    @Override
    public String toString() {
        return message == null || message.isBlank() ? name : name + ": " + message;
    }
}
