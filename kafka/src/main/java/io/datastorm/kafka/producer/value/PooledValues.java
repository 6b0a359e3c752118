package io.datastorm.kafka.producer.value;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.generator.stamp.Freshness;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Stamped copies of a pool's values, with the keys that they have in the pool or with keys that are drawn for them.
 *
 * <p>The producer copies a value into its batch before {@code send} returns. So one array for each length of values,
 * and one {@code ProducerRecord} for each length and key, serve the whole run: the next value is copied from the flat
 * pool, stamped, and sent; what the loop touches stays in the processor's cache. Nothing is allocated per record, but
 * for drawn keys of several widths, which need a {@code ProducerRecord} each.
 */
public final class PooledValues implements Values {
    private final RecordPool pool;
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    /** For each value of the pool: which of the records has its length and its key. */
    private final int[] recordOf;

    /** Null if keys are those of the pool. */
    private final KeyArray drawn;

    private int next;
    private int current;

    /** Workers begin at different values, so that a pool of several values is spread from the first second on. */
    public PooledValues(RecordPool pool, String topic, List<Header> headers, int worker, int workers) {
        this.pool = pool;
        this.drawn = pool.drawnKeys()
                .map(keys -> new KeyArray(keys, worker, workers))
                .orElse(null);
        this.recordOf = prepare(topic, headers);
        this.next = (int) ((long) worker * pool.size() / workers);
    }

    private int[] prepare(String topic, List<Header> headers) {
        int[] indexes = new int[pool.size()];
        Map<Integer, byte[]> values = new HashMap<>();
        Map<Likeness, Integer> known = new HashMap<>();
        for (int i = 0; i < indexes.length; i++) {
            byte[] key = drawn == null ? pool.key(i) : drawn.array();
            byte[] value = pool.length(i) < 0 ? null : values.computeIfAbsent(pool.length(i), byte[]::new);
            Likeness like = new Likeness(pool.length(i), key == null ? null : ByteBuffer.wrap(key));
            indexes[i] = known.computeIfAbsent(like, unseen -> {
                records.add(new ProducerRecord<>(topic, null, key, value, headers));
                return records.size() - 1;
            });
        }
        return indexes;
    }

    /** Values with the same of these can share a {@code ProducerRecord}. */
    private record Likeness(int length, ByteBuffer key) {}

    @Override
    public ProducerRecord<byte[], byte[]> next(Freshness now) {
        current = next;
        next = next + 1 == recordOf.length ? 0 : next + 1;
        ProducerRecord<byte[], byte[]> record = records.get(recordOf[current]);
        if (record.value() != null) {
            pool.copyStamped(current, record.value(), now);
        }
        return drawn == null ? record : keyed(record);
    }

    private ProducerRecord<byte[], byte[]> keyed(ProducerRecord<byte[], byte[]> record) {
        byte[] key = drawn.next();
        return key == record.key()
                ? record
                : new ProducerRecord<>(record.topic(), null, key, record.value(), record.headers());
    }

    @Override
    public int kind() {
        return drawn == null || drawn.shared() ? recordOf[current] : ALONE;
    }
}
