package io.datastorm.core.verify.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.datastorm.core.verify.journal.AcknowledgedOffsets.Acknowledged;
import io.datastorm.core.verify.lane.LaneId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever order acknowledgements come in: they are found in the order of their offsets, and none is missing. */
final class AcknowledgedOffsetsTest {
    private static final int LANES = 3;

    /**
     * Lanes take turns in one partition; acknowledgements of a lane are told late now and then.
     *
     * @param blocks how often the journal is flushed
     * @param disorder how many entries may be told later than their successors
     */
    @Property(tries = 200)
    void entriesAreSortedAndComplete(
            @ForAll @IntRange(min = 1, max = 60) int blocks,
            @ForAll @IntRange(min = 0, max = 40) int disorder,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        List<Acknowledged> all = entries(random, blocks);
        List<Acknowledged> told = shuffled(all, disorder, random);
        try (EntryFile file = new EntryFile()) {
            AcknowledgedOffsets offsets = new AcknowledgedOffsets(file);
            for (int from = 0; from < told.size(); ) {
                int to = Math.min(told.size(), from + 1 + random.nextInt(20));
                List<Acknowledged> block = new ArrayList<>(told.subList(from, to));
                block.sort(Comparator.comparingLong(Acknowledged::offset));
                offsets.addAll(block);
                from = to;
            }
            assertThat(records(offsets)).isEqualTo(records(all));
        }
    }

    private static List<Acknowledged> entries(Random random, int blocks) {
        List<Acknowledged> entries = new ArrayList<>();
        long[] next = new long[LANES];
        long offset = random.nextInt(1000);
        for (int i = 0; i < blocks * 10; i++) {
            int worker = random.nextInt(LANES);
            int count = 1 + random.nextInt(5);
            entries.add(new Acknowledged(LaneId.of(worker, 0), next[worker], count, offset));
            next[worker] += count;
            offset += count;
        }
        return entries;
    }

    private static List<Acknowledged> shuffled(List<Acknowledged> entries, int distance, Random random) {
        List<Acknowledged> told = new ArrayList<>(entries);
        for (int i = 0; distance > 0 && i < told.size(); i++) {
            int other = Math.min(told.size() - 1, i + random.nextInt(distance));
            told.add(other, told.remove(i));
        }
        return told;
    }

    /** One line a record. */
    private static List<String> records(List<Acknowledged> entries) {
        List<String> records = new ArrayList<>();
        entries.forEach(entry -> add(records, entry.lane(), entry.first(), entry.count(), entry.offset()));
        return records;
    }

    private static List<String> records(AcknowledgedOffsets offsets) {
        List<String> records = new ArrayList<>();
        AcknowledgedOffsets.Cursor cursor = offsets.cursor();
        while (cursor.next()) {
            add(records, cursor.lane(), cursor.first(), cursor.count(), cursor.offset());
        }
        return records;
    }

    private static void add(List<String> records, int lane, long first, long count, long offset) {
        for (long i = 0; i < count; i++) {
            records.add((offset + i) + ": " + LaneId.worker(lane) + " " + (first + i));
        }
    }
}
