package io.datastorm.core.pace;

import java.util.SplittableRandom;

/**
 * Exponential gaps with mean 1 in the space of positions, mapped to time by the mean's curve: by the time-rescaling
 * theorem this is a Poisson process also where the rate changes.
 */
final class PoissonSchedule implements Schedule {
    private final RateCurve mean;
    private final int workers;
    private final SplittableRandom random;
    private double position;

    PoissonSchedule(RateCurve mean, Load.Share share) {
        this.mean = mean;
        this.workers = share.workers();
        this.random = new SplittableRandom(share.seed() ^ (share.worker() * 0xD1B54A32D192ED03L));
    }

    @Override
    public long nextNanos() {
        // 1 − u is never 0, so its logarithm is finite.
        position -= Math.log(1 - random.nextDouble()) * workers;
        double nanos = mean.nanosAt(position);
        return nanos == Double.POSITIVE_INFINITY ? END : (long) nanos;
    }
}
