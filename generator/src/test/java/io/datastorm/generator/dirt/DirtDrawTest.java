package io.datastorm.generator.dirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

final class DirtDrawTest {
    private static final int EVENTS = 200_000;
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofMinutes(3);

    /** What becomes of the first events, as a sender finds it: null for those that are as they should be. */
    private static List<DirtKind> drawn(DirtDraw draw, int events) {
        List<DirtKind> kinds = new ArrayList<>();
        while (kinds.size() < events) {
            if (draw.clean() > 0) {
                draw.pass(1);
                kinds.add(null);
            } else {
                kinds.add(draw.kind());
                draw.next();
            }
        }
        return kinds;
    }

    /** Each kind has its share, and what is wrong does not come in a rhythm: the number of neighbours is by chance. */
    @Example
    void eachKindHasItsShare() {
        Dirt dirt = new Dirt(new Lateness(0.05, LEAST, MOST), 0.02, 0.001, 0.2);
        Map<DirtKind, Integer> counts = new EnumMap<>(DirtKind.class);
        List<DirtKind> drawn = drawn(new DirtDraw(dirt, 1, 0), EVENTS);
        int neighbours = 0;
        for (int i = 0; i < EVENTS; i++) {
            if (drawn.get(i) != null) {
                counts.merge(drawn.get(i), 1, Integer::sum);
                neighbours += i > 0 && drawn.get(i - 1) != null ? 1 : 0;
            }
        }
        dirt.rates().forEach((kind, rate) -> assertThat((double) counts.get(kind))
                .as("%s", kind)
                .isCloseTo(rate * EVENTS, within(5 * Math.sqrt(EVENTS * rate * (1 - rate)))));
        double both = dirt.rate() * dirt.rate();
        assertThat((double) neighbours).isCloseTo(both * EVENTS, within(8 * Math.sqrt(EVENTS * both)));
    }

    @Example
    void delaysAreEquallyLikely() {
        Dirt dirt = new Dirt(new Lateness(1, LEAST, MOST), 0, 0, 0);
        DirtDraw draw = new DirtDraw(dirt, 7, 3);
        int[] fifths = new int[5];
        for (int i = 0; i < EVENTS; i++) {
            assertThat(draw.clean()).isZero();
            assertThat(draw.delayMillis()).isBetween(LEAST.toMillis(), MOST.toMillis());
            fifths[(int) Math.min(4, (draw.delayMillis() - 60_000) / 24_000)]++;
            draw.next();
        }
        double chiSquare = 0;
        for (int fifth : fifths) {
            chiSquare += Math.pow(fifth - EVENTS / 5.0, 2) / (EVENTS / 5.0);
        }
        // Four degrees of freedom: more than this happens once in a thousand.
        assertThat(chiSquare).isLessThan(18.5);
    }

    @Property
    void theSameSeedAndWorkerDrawTheSame(
            @ForAll long seed, @ForAll @IntRange(max = 100) int worker, @ForAll @DoubleRange(min = 0.01) double share) {
        Dirt dirt = new Dirt(Lateness.NONE, share / 2, 0, share / 2);
        assertThat(drawn(new DirtDraw(dirt, seed, worker), 500))
                .isEqualTo(drawn(new DirtDraw(dirt, seed, worker), 500));
    }

    @Example
    void workersDrawDifferently() {
        Dirt dirt = new Dirt(Lateness.NONE, 0.5, 0, 0);
        assertThat(drawn(new DirtDraw(dirt, 1, 0), 100)).isNotEqualTo(drawn(new DirtDraw(dirt, 1, 1), 100));
    }
}
