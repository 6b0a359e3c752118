package io.datastorm.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.generator.dirt.DirtKind;
import io.datastorm.generator.dirt.DirtyRecord;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class DirtLogTest {
    private static DirtyRecord record(long number) {
        return DirtyRecord.of(DirtKind.LATE, number, 1, 1);
    }

    /** However few are taken at a time, none is lost, none comes twice, and their order stays. */
    @Property
    void eachIsTakenOnce(@ForAll @Size(max = 50) List<@IntRange(max = 20) Integer> takes) {
        DirtLog log = new DirtLog();
        List<DirtyRecord> added = new ArrayList<>();
        List<DirtyRecord> taken = new ArrayList<>();
        for (int most : takes) {
            for (int i = 0; i < 7; i++) {
                added.add(record(added.size()));
                log.add(added.get(added.size() - 1));
            }
            List<DirtyRecord> some = log.take(most);
            assertThat(some).hasSizeLessThanOrEqualTo(most);
            taken.addAll(some);
        }
        taken.addAll(log.take(Integer.MAX_VALUE));
        assertThat(taken).isEqualTo(added);
        assertThat(log.counts().of(DirtKind.LATE)).isEqualTo(added.size());
        assertThat(log.take(1)).isEmpty();
    }

    @Example
    void whatNobodyTakesIsOnlyCounted() {
        DirtLog log = new DirtLog();
        for (int i = 0; i < 200_010; i++) {
            log.add(record(i));
        }
        assertThat(log.take(Integer.MAX_VALUE)).hasSize(200_000);
        assertThat(log.counts().of(DirtKind.LATE)).isEqualTo(200_010);
    }
}
