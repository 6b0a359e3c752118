package io.datastorm.benchmarks;

import io.datastorm.generator.capture.CaptureFile;
import io.datastorm.generator.capture.CaptureReader;
import io.datastorm.generator.capture.CapturedRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far the spacing of replayed records is from that of the captured ones: by how much the time from each record to
 * the next differs. Takes two captures: of the topic, and of the topic into which it was replayed at its own speed.
 * Times of records are whole milliseconds.
 */
public final class ReplaySpacing {
    private ReplaySpacing() {}

    /** The capture, and one of what was replayed. */
    public static void main(String[] args) throws IOException {
        long[] captured = times(Path.of(args[0]));
        long[] replayed = times(Path.of(args[1]));
        int records = Math.min(captured.length, replayed.length);
        long[] off = new long[records - 1];
        for (int i = 0; i < off.length; i++) {
            off[i] = Math.abs(replayed[i + 1] - replayed[i] - (captured[i + 1] - captured[i]));
        }
        Arrays.sort(off);
        PrintStream out = System.out;
        out.printf("captured %,d records, replayed %,d%n", captured.length, replayed.length);
        out.printf(
                "spacing is off by p50 %d ms, p99 %d ms, p99.9 %d ms, max %d ms; by 1 ms at most in %.2f %%%n",
                at(off, 0.5),
                at(off, 0.99),
                at(off, 0.999),
                off[off.length - 1],
                100.0 * Arrays.stream(off).filter(millis -> millis <= 1).count() / off.length);
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /** In order: partitions are read one after the other. */
    private static long[] times(Path file) throws IOException {
        List<Long> times = new ArrayList<>();
        try (CaptureReader reader = CaptureFile.read(file, Long.MAX_VALUE).records(0, 1)) {
            for (CapturedRecord record = reader.next(); record != null; record = reader.next()) {
                times.add(record.timestampMillis());
            }
        }
        return times.stream().mapToLong(Long::longValue).sorted().toArray();
    }
}
