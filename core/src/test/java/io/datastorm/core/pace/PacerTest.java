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
        Pacer pacer = new Pacer(NanoClock.SYSTEM, () -> false, LockSupport::parkNanos);
        for (long wait : new long[] {-1, 0, 500, 30_000, 2_000_000}) {
            long target = System.nanoTime() + wait;
            assertThat(pacer.await(target) - target).isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void returnsEarlyWhenStopped() {
        AtomicLong time = new AtomicLong();
        AtomicBoolean stopped = new AtomicBoolean();
        Pacer pacer = new Pacer(
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
        Pacer pacer = new Pacer(() -> time.addAndGet(1000), () -> false, nanos -> {
            rests.add(nanos);
            time.addAndGet(nanos - 5000);
        });
        pacer.await(100_000_000);
        assertThat(rests).isNotEmpty().allMatch(nanos -> nanos >= 250_000 && nanos <= 50_000_000);
    }
}
