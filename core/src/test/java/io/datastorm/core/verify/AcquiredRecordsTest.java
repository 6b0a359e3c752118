package io.datastorm.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.verify.group.AcquiredRecords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A record that two members of a share group have at once is found, and none that one has after the other. */
final class AcquiredRecordsTest {
    private final AcquiredRecords held = new AcquiredRecords();

    @Test
    void oneAfterTheOtherIsAsItShouldBe() {
        held.take(0, 3, 7, 100);
        held.end(0, 3, 7);
        held.take(1, 3, 7, 101);
        // Other records, and the same member once more.
        held.take(0, 3, 8, 102);
        held.take(0, 4, 7, 102);
        held.take(0, 4, 7, 110);
        assertThat(held.twice()).isZero();
        assertThat(held.least()).isEmpty();
    }

    @Test
    void twoAtOnceAreFound() {
        held.take(0, 3, 7, 100);
        held.take(0, 3, 8, 100);
        held.take(1, 3, 7, 130);
        held.take(1, 3, 8, 120);
        assertThat(held.twice()).isEqualTo(2);
        assertThat(held.least()).hasValue(Duration.ofNanos(20));
    }

    @Test
    void whoGotItLastHasIt() {
        held.take(0, 3, 7, 100);
        held.take(1, 3, 7, 130);
        held.end(0, 3, 7);
        held.take(2, 3, 7, 150);
        assertThat(held.twice()).isEqualTo(2);
        held.end(2, 3, 7);
        held.take(0, 3, 7, 160);
        assertThat(held.twice()).isEqualTo(2);
    }

    /** Beside a list of who has what, step by step. */
    @Property
    void itFindsWhatAListFinds(@ForAll @Size(max = 200) List<@IntRange(max = 23) Integer> steps) {
        AcquiredRecords found = new AcquiredRecords();
        List<int[]> having = new ArrayList<>();
        long twice = 0;
        for (int i = 0; i < steps.size(); i++) {
            int member = steps.get(i) % 3;
            int record = steps.get(i) / 3 % 4;
            if (steps.get(i) < 12) {
                twice += having.stream().anyMatch(each -> each[1] == record && each[0] != member) ? 1 : 0;
                having.removeIf(each -> each[1] == record);
                having.add(new int[] {member, record});
                found.take(member, 0, record, i);
            } else {
                having.removeIf(each -> each[1] == record && each[0] == member);
                found.end(member, 0, record);
            }
        }
        assertThat(found.twice()).isEqualTo(twice);
    }
}
