package io.datastorm.kafka.producer.value;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.generator.key.DrawnKeys;
import io.datastorm.generator.key.KeyDraw;
import io.datastorm.generator.stamp.Freshness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Stamped copies of a pool's values, each with a key that is drawn for it.
 *
 * <p>All keys of one width are written into one array, and there is one {@code ProducerRecord} for each length of
 * values: nothing is allocated per record. Keys of several widths are arrays of their own, and need a
 * {@code ProducerRecord} each.
 */
public final class KeyedValues implements Values {
    private final RecordPool pool;
    private final DrawnKeys keys;
    private final KeyDraw draw;
    private final byte[] key;
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    /** For each value of the pool: which of the records has its length. */
    private final int[] recordOf;

    private final int workers;
    private long position;
    private int next;
    private int current;

    /** Workers begin at different values, and take turns with the positions of keys. */
    public KeyedValues(RecordPool pool, DrawnKeys keys, String topic, List<Header> headers, int worker, int workers) {
        this.pool = pool;
        this.keys = keys;
        this.draw = keys.draw();
        this.key = new byte[keys.width()];
        this.recordOf = prepare(topic, headers);
        this.workers = workers;
        this.position = worker;
        this.next = (int) ((long) worker * pool.size() / workers);
    }

    private int[] prepare(String topic, List<Header> headers) {
        int[] indexes = new int[pool.size()];
        Map<Integer, Integer> known = new HashMap<>();
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = known.computeIfAbsent(pool.length(i), length -> {
                records.add(new ProducerRecord<>(topic, null, key, length < 0 ? null : new byte[length], headers));
                return records.size() - 1;
            });
        }
        return indexes;
    }

    @Override
    public ProducerRecord<byte[], byte[]> next(Freshness now) {
        current = next;
        next = next + 1 == recordOf.length ? 0 : next + 1;
        ProducerRecord<byte[], byte[]> record = records.get(recordOf[current]);
        if (record.value() != null) {
            pool.copyStamped(current, record.value(), now);
        }
        long number = draw.number(position);
        position += workers;
        if (key.length == 0) {
            return new ProducerRecord<>(record.topic(), null, keys.key(number), record.value(), record.headers());
        }
        keys.write(number, key, 0);
        return record;
    }

    @Override
    public int kind() {
        return key.length == 0 ? -1 : recordOf[current];
    }
}
