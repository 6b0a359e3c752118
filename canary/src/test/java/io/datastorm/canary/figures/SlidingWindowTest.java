package io.datastorm.canary.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.canary.outcome.Decision;
import io.datastorm.canary.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Percentage;

/** A window that moves on has the same figures as one that is counted anew. */
final class SlidingWindowTest {
    private static final long START = 77_000_000_000L;

    /** A decision, and when it was made. */
    private record Made(Decision decision, long nanos) {}

    @Property(tries = 100)
    void itHasWhatIsInItAndNothingElse(@ForAll long seed, @ForAll Window window) {
        Random chance = new Random(seed);
        long step = window.length().toNanos() / window.steps();
        SlidingWindow sliding = new SlidingWindow(window, START);
        List<Made> all = new ArrayList<>();
        long now = START;
        for (int i = 0; i < 1_000; i++) {
            now += (long) (chance.nextDouble() * step * (chance.nextInt(100) == 0 ? 2 * window.steps() : 0.2));
            Decision decision = decision(chance);
            sliding.add(decision, now);
            all.add(new Made(decision, now));
        }
        compare(sliding.figures(now), all, (now - START) / step - window.steps() + 1, step);
        // Time passes, and nothing comes.
        long later = now + window.length().toNanos() / 2;
        compare(sliding.figures(later), all, (later - START) / step - window.steps() + 1, step);
        assertThat(sliding.figures(now + 2 * window.length().toNanos()).records())
                .isZero();
    }

    private static Decision decision(Random chance) {
        Outcome[] outcomes = Outcome.values();
        long nanos = 1_000_000L + chance.nextInt(2_000_000_000);
        return new Decision(0, outcomes[chance.nextInt(outcomes.length)], nanos, 2 * nanos);
    }

    private static void compare(WindowFigures figures, List<Made> all, long firstStep, long step) {
        List<Decision> inside = all.stream()
                .filter(made -> (made.nanos() - START) / step >= firstStep)
                .map(Made::decision)
                .toList();
        long good = inside.stream().filter(Decision::good).count();
        assertThat(figures.records()).isEqualTo(inside.size());
        assertThat(figures.good()).isEqualTo(good);
        assertThat(figures.good() + figures.notSent() + figures.notAcknowledged() + figures.notRead())
                .isEqualTo(figures.records());
        if (inside.isEmpty()) {
            assertThat(figures.availability()).isNull();
            assertThat(figures.endToEnd()).isNull();
        } else {
            double slowest =
                    inside.stream().mapToLong(Decision::endToEndNanos).max().getAsLong();
            assertThat(figures.endToEnd().maxMillis()).isCloseTo(slowest / 1e6, Percentage.withPercentage(2));
        }
    }
}
