package io.datastorm.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class PacerTest {
    @Test
    void neverReturnsBeforeTheTarget() {
        neverReturnsBeforeTheTarget(Pacer.resting(NanoClock.SYSTEM, () -> false, LockSupport::parkNanos));
        neverReturnsBeforeTheTarget(Pacer.spinning(NanoClock.SYSTEM, () -> false, LockSupport::parkNanos));
    }

    private static void neverReturnsBeforeTheTarget(Pacer pacer) {
        for (long wait : new long[] {-1, 0, 500, 30_000, 2_000_000}) {
            long target = System.nanoTime() + wait;
            assertThat(pacer.await(target) - target).isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void returnsEarlyWhenStopped() {
        AtomicLong time = new AtomicLong();
        AtomicBoolean stopped = new AtomicBoolean();
        Pacer pacer = Pacer.resting(
                () -> {
                    stopped.set(time.incrementAndGet() > 3);
                    return time.get();
                },
                stopped::get,
                nanos -> {});
        assertThat(pacer.await(Long.MAX_VALUE / 2)).isLessThan(10);
    }

    @Test
    void restsAreNeitherTooShortNorTooLong() {
        AtomicLong time = new AtomicLong();
        List<Long> rests = new ArrayList<>();
        Pacer pacer = Pacer.resting(() -> time.addAndGet(1000), () -> false, nanos -> {
            rests.add(nanos);
            time.addAndGet(nanos - 5000);
        });
        pacer.await(100_000_000);
        assertThat(rests).isNotEmpty().allMatch(nanos -> nanos >= 250_000 && nanos <= 50_000_000);
    }

    /** A thousand nanoseconds for each look at the clock: it is never later than one look. */
    @Test
    void whoSpinsNeverRestsAndLooksAfterTheSenderNowAndThen() {
        AtomicLong time = new AtomicLong();
        List<Long> looks = new ArrayList<>();
        Pacer pacer = Pacer.spinning(() -> time.addAndGet(1000), () -> false, nanos -> {
            assertThat(nanos).isZero();
            looks.add(time.get());
        });
        assertThat(pacer.await(1_000_500)).isEqualTo(1_001_000);
        assertThat(looks).hasSizeBetween(19, 21);
    }

    /** System.nanoTime() may begin anywhere. */
    @Test
    void whoSpinsLooksAlsoWhereTheClockIsNegative() {
        AtomicLong time = new AtomicLong(Long.MIN_VALUE / 2);
        AtomicLong looks = new AtomicLong();
        Pacer pacer = Pacer.spinning(() -> time.addAndGet(1000), () -> false, nanos -> looks.incrementAndGet());
        pacer.await(time.get() + 1_000_000);
        assertThat(looks.get()).isPositive();
    }
}
