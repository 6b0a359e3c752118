package io.datastorm.generator.dirt;

import io.datastorm.generator.stamp.Mix;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Draws which of a worker's events are wrong, in their order. It draws the distance to the next one (a geometric
 * distribution), so that the events between cost nothing. The same seed and worker draw the same.
 *
 * <p>Belongs to one thread; allocates nothing after it is made.
 */
public final class DirtDraw {
    /** Other random numbers of the worker come from the same seed. */
    private static final long SALT = 0x64697274L;

    private final SplittableRandom random;
    private final double rate;
    private final DirtKind[] kinds;
    /** The sum of the rates up to each kind. */
    private final double[] sums;

    private final long leastDelayMillis;
    private final long mostDelayMillis;

    private long clean;
    private DirtKind kind;
    private long delayMillis;

    /** For the worker with this number among all workers of the stream. */
    public DirtDraw(Dirt dirt, long seed, int worker) {
        this.random = new SplittableRandom(Mix.mix(seed ^ SALT, worker));
        this.rate = dirt.rate();
        this.kinds = DirtKind.values();
        this.sums = sums(dirt.rates());
        this.leastDelayMillis = dirt.late().least().toMillis();
        this.mostDelayMillis = dirt.late().most().toMillis();
        next();
    }

    private double[] sums(Map<DirtKind, Double> rates) {
        double[] all = new double[kinds.length];
        double sum = 0;
        for (int i = 0; i < kinds.length; i++) {
            sum += rates.get(kinds[i]);
            all[i] = sum;
        }
        return all;
    }

    /** How many events come before the next one that is wrong. */
    public long clean() {
        return clean;
    }

    /** So many of them have happened. */
    public void pass(long events) {
        clean -= events;
    }

    /** In which way the event behind the clean ones is wrong. */
    public DirtKind kind() {
        return kind;
    }

    /** How late it is if it is late, otherwise 0. */
    public long delayMillis() {
        return delayMillis;
    }

    /** That event has happened: the one after it is drawn. */
    public void next() {
        // 1 - nextDouble() is never 0.
        clean = rate >= 1 ? 0 : (long) (Math.log(1 - random.nextDouble()) / Math.log1p(-rate));
        double drawn = random.nextDouble() * sums[sums.length - 1];
        int i = 0;
        while (drawn >= sums[i]) {
            i++;
        }
        kind = kinds[i];
        delayMillis = kind == DirtKind.LATE ? random.nextLong(leastDelayMillis, mostDelayMillis + 1) : 0;
    }
}
