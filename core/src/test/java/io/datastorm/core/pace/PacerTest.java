package io.datastorm.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PacerTest {
    @Test
    void neverReturnsBeforeTheTarget() {
        Pacer pacer = new Pacer(NanoClock.SYSTEM, () -> false);
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
                stopped::get);
        assertThat(pacer.await(Long.MAX_VALUE / 2)).isLessThan(10);
    }
}
