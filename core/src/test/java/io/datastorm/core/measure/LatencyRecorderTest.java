package io.datastorm.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class LatencyRecorderTest {
    private final LatencyRecorder recorder = new LatencyRecorder();

    @Test
    void equalTimesAreHeldBackUntilAnotherOneComes() {
        recorder.record(2048, 3);
        recorder.record(2050, 2);
        assertThat(recorder.interval().getTotalCount()).isZero();
        recorder.record(5000, 1);
        Histogram taken = recorder.interval();
        assertThat(taken.getTotalCount()).isEqualTo(5);
        assertThat(taken.getCountAtValue(2048)).isEqualTo(5);
        recorder.flush();
        assertThat(recorder.interval().getCountAtValue(4096)).isEqualTo(1);
        assertThat(recorder.interval().getTotalCount()).isZero();
    }

    @Test
    void aSectionRecordsTheSameAsSingleCalls() {
        recorder.begin();
        recorder.record(1024, 1);
        recorder.record(2048, 1);
        recorder.record(-5, 1);
        recorder.end();
        recorder.flush();
        Histogram taken = recorder.interval();
        assertThat(taken.getTotalCount()).isEqualTo(3);
        assertThat(taken.getCountAtValue(1024)).isEqualTo(1);
        assertThat(taken.getMinValue()).isZero();
    }

    /** A reader that swaps the histograms while sections are written: nothing counts twice, nothing is missing. */
    @Test
    void nothingIsLostBetweenIntervals() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        int sections = 20_000;
        Thread writer = new Thread(() -> {
            for (int i = 0; i < sections; i++) {
                recorder.begin();
                for (int record = 0; record < 50; record++) {
                    recorder.record(1024L * ((i + record) % 100), 1);
                }
                recorder.end();
            }
            recorder.flush();
            done.set(true);
        });
        writer.start();
        long counted = 0;
        while (!done.get()) {
            counted += recorder.interval().getTotalCount();
        }
        writer.join();
        counted += recorder.interval().getTotalCount();
        assertThat(counted).isEqualTo(50L * sections);
    }
}
