package io.datastorm.core.workload.record;

import io.datastorm.core.pace.ArrivalTimes;
import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.Schedule;
import io.datastorm.generator.capture.CaptureFile;
import io.datastorm.generator.capture.CaptureTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The arrivals of a capture's records. */
public record CaptureArrivals(CaptureFile file) implements ArrivalTimes {
    private static final long NANOS_PER_MILLI = 1_000_000;

    @Override
    public long records() {
        return file.extent().records();
    }

    @Override
    public Duration span() {
        return Duration.ofMillis(file.extent().spanMillis());
    }

    @Override
    public Schedule schedule(Load.Share share) {
        try {
            CaptureTimes times = file.times(share.worker(), share.workers());
            return () -> next(times);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long next(CaptureTimes times) {
        try {
            long millis = times.nextMillis();
            return millis < 0 ? Schedule.END : millis * NANOS_PER_MILLI;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
