package io.datastorm.kafka.wire;

/**
 * Under which a lane's batches are numbered (KIP-98).
 *
 * @param id given by a broker
 * @param epoch within the id: a broker that has seen a higher one refuses what has a lower one
 */
public record ProducerIdentity(long id, short epoch) {
    /** Without idempotence, or before a broker has given one. */
    public static final ProducerIdentity NONE = new ProducerIdentity(-1, (short) -1);

    /** The next epoch of the same id, as the official client chooses it (KIP-360); {@link #NONE} after the last one. */
    public ProducerIdentity nextEpoch() {
        return epoch == Short.MAX_VALUE ? NONE : new ProducerIdentity(id, (short) (epoch + 1));
    }
}
