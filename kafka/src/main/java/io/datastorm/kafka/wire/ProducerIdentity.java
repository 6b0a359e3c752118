package io.datastorm.kafka.wire;

/**
 * Under which a lane's batches are numbered (KIP-98).
 *
 * @param id given by a broker
 * @param epoch likewise
 */
public record ProducerIdentity(long id, short epoch) {
    /** Without idempotence. */
    public static final ProducerIdentity NONE = new ProducerIdentity(-1, (short) -1);
}
