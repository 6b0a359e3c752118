package io.datastorm.core.pace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How fast records are sent. Immutable; schedules are made from it, one a worker. */
public sealed interface Load {
    /**
     * The intended send times of one worker out of several; together they are the load, without drift and without a
     * record lost to rounding.
     */
    Schedule schedule(Share share);

    /** The load of the warm-up before this one. */
    Load warmup();

    /** The same with rates in records, where they are in bytes of values of this mean size. */
    Load inRecords(double valueBytes);

    /** Whether it has rates in bytes. */
    default boolean inBytes() {
        return false;
    }

    /** Whether its schedules end, each with its last record. */
    default boolean finite() {
        return false;
    }

    /** How long the load itself lasts, if it says so. */
    default Optional<Duration> duration() {
        return Optional.empty();
    }

    /** Records due within this time from the start in all, if there are intended times at all. */
    Optional<Long> dueWithin(Duration time);

    /** Records per second that are due at this time from the start; NaN without intended times. */
    double rateAt(Duration time);

    /** Whether records have intended times: an open loop. */
    default boolean openLoop() {
        return true;
    }

    /** Whose part of the load a schedule is, and the seed of its randomness. */
    record Share(int worker, int workers, long seed) {}

    /** Evenly spaced records. */
    record ConstantRate(Rate rate) implements Load, RateCurve {
        @Override
        public double nanosAt(double position) {
            return position * 1e9 / rate.recordsPerSecond();
        }

        @Override
        public Schedule schedule(Share share) {
            return new UniformSchedule(this, share);
        }

        @Override
        public ConstantRate inRecords(double valueBytes) {
            return new ConstantRate(rate.inRecords(valueBytes));
        }

        @Override
        public boolean inBytes() {
            return rate.unit() == Rate.Unit.BYTES;
        }

        @Override
        public Load warmup() {
            return this;
        }

        @Override
        public double rateAt(Duration time) {
            return rate.recordsPerSecond();
        }

        @Override
        public Optional<Long> dueWithin(Duration time) {
            return Optional.of(Math.round(Math.ceil(rate.recordsPerSecond() * (time.toNanos() / 1e9) - 1e-6)));
        }
    }

    /** A rate that goes in straight lines from 0 to the first stage's rate, then to the next one's. */
    record Stages(List<Stage> stages) implements Load, RateCurve {
        public Stages {
            if (stages.isEmpty()) {
                throw new IllegalArgumentException("needs at least one stage");
            }
            stages = List.copyOf(stages);
        }

        @Override
        public double nanosAt(double position) {
            return Ramp.nanosAt(stages, position);
        }

        @Override
        public Schedule schedule(Share share) {
            return new UniformSchedule(this, share);
        }

        @Override
        public Stages inRecords(double valueBytes) {
            return new Stages(stages.stream()
                    .map(stage -> new Stage(stage.rate().inRecords(valueBytes), stage.duration()))
                    .toList());
        }

        @Override
        public boolean inBytes() {
            return stages.stream().anyMatch(stage -> stage.rate().unit() == Rate.Unit.BYTES);
        }

        @Override
        public Load warmup() {
            return new ConstantRate(stages.get(0).rate());
        }

        @Override
        public Optional<Duration> duration() {
            return Optional.of(stages.stream().map(Stage::duration).reduce(Duration.ZERO, Duration::plus));
        }

        @Override
        public double rateAt(Duration time) {
            return Ramp.rateAt(stages, time.toNanos() / 1e9);
        }

        @Override
        public Optional<Long> dueWithin(Duration time) {
            return Optional.of(Math.round(Math.ceil(Ramp.total(stages) - 1e-6)));
        }
    }

    /**
     * The same load with random (exponential) gaps: each worker draws an independent Poisson process of its share, and
     * the sum of independent Poisson processes is one.
     */
    record Poisson<L extends Load & RateCurve>(L mean) implements Load {
        @Override
        public Schedule schedule(Share share) {
            return new PoissonSchedule(mean, share);
        }

        @Override
        public Load inRecords(double valueBytes) {
            Load same = mean.inRecords(valueBytes);
            return same instanceof ConstantRate constant ? new Poisson<>(constant) : new Poisson<>((Stages) same);
        }

        @Override
        public boolean inBytes() {
            return mean.inBytes();
        }

        @Override
        public Load warmup() {
            return mean.warmup() instanceof ConstantRate constant ? new Poisson<>(constant) : mean.warmup();
        }

        @Override
        public Optional<Duration> duration() {
            return mean.duration();
        }

        @Override
        public double rateAt(Duration time) {
            return mean.rateAt(time);
        }

        @Override
        public Optional<Long> dueWithin(Duration time) {
            return mean.dueWithin(time);
        }
    }

    /**
     * As records came once, or faster.
     *
     * @param speed how many times as fast
     */
    record Recorded(ArrivalTimes arrivals, double speed) implements Load {
        private static final double LEAST_SECONDS = 0.001;

        @Override
        public Schedule schedule(Share share) {
            Schedule came = arrivals.schedule(share);
            return () -> {
                long nanos = came.nextNanos();
                return nanos == Schedule.END ? nanos : (long) (nanos / speed);
            };
        }

        @Override
        public boolean finite() {
            return true;
        }

        @Override
        public Load inRecords(double valueBytes) {
            return this;
        }

        @Override
        public Load warmup() {
            return this;
        }

        @Override
        public Optional<Duration> duration() {
            return Optional.of(Duration.ofNanos((long) (seconds() * 1e9)));
        }

        /** At least a moment: they may all have come at once. */
        private double seconds() {
            return Math.max(LEAST_SECONDS, arrivals.span().toNanos() / 1e9 / speed);
        }

        /** Of the mean: a recording is not kept in memory. */
        @Override
        public double rateAt(Duration time) {
            return arrivals.records() / seconds();
        }

        @Override
        public Optional<Long> dueWithin(Duration time) {
            double part = Math.min(1, time.toNanos() / 1e9 / seconds());
            return Optional.of(Math.round(part * arrivals.records()));
        }
    }

    /** As fast as the records are taken: a closed loop. */
    record Saturate() implements Load {
        @Override
        public Schedule schedule(Share share) {
            return () -> 0;
        }

        @Override
        public Load inRecords(double valueBytes) {
            return this;
        }

        @Override
        public Load warmup() {
            return this;
        }

        @Override
        public double rateAt(Duration time) {
            return Double.NaN;
        }

        @Override
        public Optional<Long> dueWithin(Duration time) {
            return Optional.empty();
        }

        @Override
        public boolean openLoop() {
            return false;
        }
    }
}
