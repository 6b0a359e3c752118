package io.datastorm.kafka.direct.turn;

import io.datastorm.generator.DrawnKeys;
import io.datastorm.generator.KeyDraw;
import io.datastorm.kafka.wire.KeyPartition;
import java.util.Arrays;

/**
 * Keys that were drawn and wait for a batch of their partition; the partition for which most of them wait is next.
 *
 * <p>A worker draws its keys in order. Those that belong elsewhere wait, so that none is lost, and the keys of a
 * partition keep their order. One a worker; not thread-safe; allocates only while more keys wait than ever before.
 */
public final class KeyBacklog implements Turns, BatchKeys {
    /** Drawn before a choice. */
    private static final int AHEAD = 64;
    /** A partition without a leader must not fill the memory with others' keys. */
    private static final int MOST_WAITING = 1 << 20;

    private final DrawnKeys keys;
    private final KeyPartition partitions;
    private final KeyDraw draw;
    private final int step;
    private final long end;
    private final byte[] key;
    private KeyRing[] waiting = {};
    private int allWaiting;
    private long position;

    /**
     * For one worker.
     *
     * @param keys of one width
     * @param partitions to which they belong
     * @param first position of this worker's records, which count up by the step
     * @param end no record has this position or a later one
     */
    public KeyBacklog(DrawnKeys keys, KeyPartition partitions, long first, int step, long end) {
        this.keys = keys;
        this.partitions = partitions;
        this.draw = keys.draw();
        this.position = first;
        this.step = step;
        this.end = end;
        this.key = new byte[keys.width()];
    }

    /** Keys that wait belong to other partitions now. */
    @Override
    public void partitions(int count) {
        KeyRing[] before = waiting;
        waiting = new KeyRing[count];
        Arrays.setAll(waiting, partition -> new KeyRing(key.length));
        allWaiting = 0;
        for (KeyRing keysOfOne : before) {
            while (keysOfOne.size() > 0) {
                keysOfOne.take(key, 0);
                enqueue();
            }
        }
    }

    @Override
    public void prepare() {
        for (int i = allWaiting; i < AHEAD && drawn(); i++) {}
    }

    @Override
    public boolean more() {
        int before = allWaiting;
        for (int i = 0; i < AHEAD && drawn(); i++) {}
        return allWaiting > before;
    }

    @Override
    public boolean wanted(int partition) {
        return waiting[partition].size() > 0;
    }

    @Override
    public double pass(int partition) {
        return -waiting[partition].size();
    }

    @Override
    public void chosen(int partition) {}

    @Override
    public void took(int partition, int records) {}

    /** Draws more, within reason. */
    @Override
    public int available(int partition, int wanted) {
        KeyRing own = waiting[partition];
        long most = 2L * wanted * waiting.length;
        for (long i = 0; i < most && own.size() < wanted && drawn(); i++) {}
        return Math.min(wanted, own.size());
    }

    @Override
    public void write(int partition, byte[] target, int offset) {
        allWaiting--;
        waiting[partition].take(target, offset);
    }

    /** Draws a key; false if there are enough of them. */
    private boolean drawn() {
        if (position >= end || allWaiting >= MOST_WAITING) {
            return false;
        }
        keys.write(draw.number(position), key, 0);
        enqueue();
        position += step;
        return true;
    }

    private void enqueue() {
        waiting[partitions.of(key, waiting.length)].add(key);
        allWaiting++;
    }
}
