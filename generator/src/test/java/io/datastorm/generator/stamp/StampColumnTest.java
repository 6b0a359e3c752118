package io.datastorm.generator.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** A column of counters is what each stamp alone would write. */
final class StampColumnTest {
    private static final int APART = 10;

    @Property(tries = 300)
    void countersAreThoseOfEachValue(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 8) Integer> given,
            @ForAll @IntRange(min = 1, max = 5) int step,
            @ForAll @LongRange(max = Long.MAX_VALUE / 2) long first,
            @ForAll @IntRange(max = 19) int from) {
        int begin = Math.min(from, given.size() - 1);
        int[] offsets = new int[given.size()];
        byte[] widths = new byte[given.size()];
        byte[] expected = new byte[given.size() * APART];
        Freshness now = new Freshness();
        for (int i = 0; i < offsets.length; i++) {
            widths[i] = given.get(i).byteValue();
            offsets[i] = widths[i] == 0 ? StampColumn.ABSENT : i * APART + 1;
            if (i >= begin && widths[i] > 0) {
                now.set(first + (long) (i - begin) * step, 0);
                new Stamp.CounterBytes().write(expected, offsets[i], widths[i], now);
            }
        }
        byte[] bytes = new byte[expected.length];
        StampColumn.Run run = new StampColumn.Run(step);
        run.set(begin, offsets.length, 0);
        now.set(first, 0);
        new StampColumn(new Stamp.CounterBytes(), offsets, widths).write(bytes, run, now);
        assertThat(bytes).isEqualTo(expected);
    }
}
