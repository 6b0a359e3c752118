package io.datastorm.kafka.producer.value;

import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.KeyDraw;

/**
 * The keys that a worker draws, one after the other. Those of one width are written into one array, which the producer
 * copies before {@code send} returns. For that worker's thread.
 */
final class KeyArray {
    private final DrawnKeys keys;
    private final KeyDraw draw;
    private final byte[] array;
    private final int workers;
    private long position;

    KeyArray(DrawnKeys keys, int worker, int workers) {
        this.keys = keys;
        this.draw = keys.draw();
        this.array = new byte[keys.width()];
        this.position = worker;
        this.workers = workers;
    }

    /** Whether all keys are written into {@link #array}. */
    boolean shared() {
        return array.length > 0;
    }

    /** For keys of one width. */
    byte[] array() {
        return array;
    }

    /** The next key. */
    byte[] next() {
        long number = draw.number(position);
        position += workers;
        if (!shared()) {
            return keys.key(number);
        }
        keys.write(number, array, 0);
        return array;
    }
}
