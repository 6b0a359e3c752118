package io.datastorm.kafka.direct.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;

/** Against a broker that is simulated: each batch costs it something, and each record; and its speed wanders. */
public final class AdaptiveSizingTest {
    private static final int WHOLE = 20_000;
    private static final long RECORD_NANOS = 100;
    private static final int IN_FLIGHT = 32;
    private static final long SECOND = 1_000_000_000;
    private static final int WARM_UP = 6;
    private static final int SECONDS = 10;

    /** What came out. */
    private record Outcome(double throughput, double latency, double variation) {}

    /** A batch that waits for its turn. */
    private record Waiting(long since, int records) {}

    /** A closed loop: as soon as a batch is acknowledged the next one begins. */
    private static Outcome simulate(BatchSizing sizing, double overhead, double noise, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Queue<Waiting> broker = new ArrayDeque<>();
        for (int i = 0; i < IN_FLIGHT; i++) {
            broker.add(new Waiting(0, sizing.records(WHOLE)));
        }
        double[] seconds = new double[SECONDS];
        double latencies = 0;
        double speed = 1;
        long wanders = 0;
        long now = 0;
        while (now < (WARM_UP + SECONDS) * SECOND) {
            if (now >= wanders) {
                speed = Math.max(0.3, 1 + noise * random.nextGaussian());
                wanders = now + SECOND / 20;
            }
            Waiting batch = broker.remove();
            now += (long) ((overhead * WHOLE + batch.records()) * RECORD_NANOS / speed);
            sizing.acknowledged(batch.records(), now - batch.since(), now);
            int second = (int) (now / SECOND) - WARM_UP;
            if (second >= 0 && second < SECONDS) {
                seconds[second] += batch.records();
                latencies += (double) (now - batch.since()) * batch.records();
            }
            broker.add(new Waiting(now, sizing.records(WHOLE)));
        }
        double records = Arrays.stream(seconds).sum();
        double mean = records / SECONDS;
        double variance = Arrays.stream(seconds)
                        .map(each -> (each - mean) * (each - mean))
                        .sum()
                / SECONDS;
        return new Outcome(mean, latencies / records, Math.sqrt(variance) / mean);
    }

    @Property(tries = 60)
    void littleThroughputIsLostAndTheLatencyIsWorthIt(
            @ForAll @DoubleRange(min = 0.002, max = 0.1) @Scale(3) double overhead,
            @ForAll @DoubleRange(min = 0, max = 0.1) double noise,
            @ForAll @LongRange(min = 1, max = 1000) long seed) {
        Outcome full = simulate(BatchSizing.FULL, overhead, noise, seed);
        Outcome found = simulate(new AdaptiveSizing(new SplittableRandom(seed)), overhead, noise, seed);
        assertThat(found.throughput()).isGreaterThan(0.9 * full.throughput());
        assertThat(found.latency()).isLessThan(1.02 * full.latency());
        assertThat(found.variation()).isLessThan(full.variation() + 0.05);
    }

    /** Where a request costs little, small batches are as fast as large ones, and much sooner there. */
    @Property(tries = 20)
    void smallBatchesAreFoundWhereTheyAreEnough(@ForAll @LongRange(min = 1, max = 1000) long seed) {
        Outcome full = simulate(BatchSizing.FULL, 0.005, 0.05, seed);
        Outcome found = simulate(new AdaptiveSizing(new SplittableRandom(seed)), 0.005, 0.05, seed);
        assertThat(found.latency()).isLessThan(full.latency() / 3);
    }

    @Property(tries = 100)
    void aBatchHasAtLeastOneRecordAndNeverTooMany(
            @ForAll @LongRange(min = 1, max = 5) long whole, @ForAll @LongRange(min = 1, max = 1000) long seed) {
        AdaptiveSizing sizing = new AdaptiveSizing(new SplittableRandom(seed));
        SplittableRandom random = new SplittableRandom(seed);
        long now = 0;
        for (int i = 0; i < 2000; i++) {
            now += random.nextLong(100_000_000);
            sizing.acknowledged(1, random.nextLong(1_000_000_000), now);
            assertThat(sizing.records((int) whole)).isBetween(1, (int) whole);
        }
    }
}
