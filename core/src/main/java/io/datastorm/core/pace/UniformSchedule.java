package io.datastorm.core.pace;

/**
 * Worker w of n sends the positions w, w + n, w + 2n, …: each time comes from its position, not from the time before.
 */
final class UniformSchedule implements Schedule {
    private final RateCurve curve;
    private final int workers;
    private long position;

    UniformSchedule(RateCurve curve, Load.Share share) {
        this.curve = curve;
        this.workers = share.workers();
        this.position = share.worker();
    }

    @Override
    public long nextNanos() {
        double nanos = curve.nanosAt((double) position);
        position += workers;
        return nanos == Double.POSITIVE_INFINITY ? END : (long) nanos;
    }
}
