package io.datastorm.core.measure.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WaitingTimeTest {
    private final WaitingTime time = new WaitingTime();

    @Test
    void whatWasWaitedBeforeTheFirstRecordAndBehindTheLastOneIsLeftOut() {
        time.waited(1000);
        time.paced(1000);
        time.records(5_000);
        time.waited(100);
        time.paced(30);
        time.records(6_000);
        time.waited(20);
        time.records(7_000);
        time.waited(9_999);
        time.paced(9_999);
        assertThat(time.firstNanos()).isEqualTo(5_000);
        assertThat(time.lastNanos()).isEqualTo(7_000);
        assertThat(time.spanNanos()).isEqualTo(2_000);
        assertThat(time.waitedNanos()).isEqualTo(120);
        assertThat(time.pacedNanos()).isEqualTo(30);
        assertThat(time.workedNanos()).isEqualTo(1_850);
    }

    /** A reader that has come to its end waits for nothing any more. */
    @Test
    void theShareIsOfTheTimeOfAll() {
        time.records(0);
        time.waited(400);
        time.records(1_000);
        WaitingTime busy = new WaitingTime();
        busy.records(500);
        busy.records(3_500);
        assertThat(WaitingTime.share(List.of(time, busy), WaitingTime::workedNanos))
                .isEqualTo(0.9);
        assertThat(WaitingTime.share(List.of(new WaitingTime()), WaitingTime::workedNanos))
                .isNull();
    }

    @Test
    void aReaderThatIsMadeToHangIsNotBusy() {
        time.absent(500);
        time.records(0);
        time.absent(600);
        time.waited(100);
        time.records(1_000);
        time.absent(700);
        assertThat(time.spanNanos()).isEqualTo(400);
        assertThat(time.workedNanos()).isEqualTo(300);
    }

    @Test
    void withoutRecordsThereIsNoTime() {
        time.waited(1000);
        assertThat(time.spanNanos()).isZero();
        assertThat(time.waitedNanos()).isZero();
        assertThat(time.firstNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(time.lastNanos()).isEqualTo(Long.MIN_VALUE);
    }
}
