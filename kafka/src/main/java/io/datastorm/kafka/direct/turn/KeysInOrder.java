package io.datastorm.kafka.direct.turn;

import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.KeyDraw;

/** Keys that do not decide the partition: each batch gets the next ones. For one worker. */
public final class KeysInOrder implements BatchKeys {
    private final DrawnKeys keys;
    private final KeyDraw draw;
    private final int step;
    private long position;

    /**
     * For one worker.
     *
     * @param first position of this worker's records, which count up by the step
     */
    public KeysInOrder(DrawnKeys keys, long first, int step) {
        this.keys = keys;
        this.draw = keys.draw();
        this.position = first;
        this.step = step;
    }

    @Override
    public int available(int partition, int wanted) {
        return wanted;
    }

    @Override
    public void write(int partition, byte[] target, int offset) {
        keys.write(draw.number(position), target, offset);
        position += step;
    }
}
