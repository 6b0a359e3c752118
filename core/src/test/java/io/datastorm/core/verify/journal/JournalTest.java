package io.datastorm.core.verify.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.lane.LaneId;
import io.datastorm.core.verify.lane.Ranges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal says what was written into it, how far it goes, and that it is damaged if it is. */
final class JournalTest {
    private static final Heading HEADING =
            new Heading("run", "cluster", Topics.of("orders ü"), List.of("topic-id"), "all", true, 0, List.of(0L, 7L));

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve(Journal.FILE);
        try (Journal journal = new Journal(file, HEADING)) {
            journal.add(Outcome.ACKNOWLEDGED, LaneId.of(0, 0), 0, 5, 100);
            journal.add(Outcome.ACKNOWLEDGED, LaneId.of(0, 0), 5, 5, 105);
            journal.add(Outcome.ACKNOWLEDGED, LaneId.of(1, 1), 0, 3, 7);
            journal.flush();
            journal.add(Outcome.ACKNOWLEDGED, LaneId.of(0, 0), 10, 2, 110);
            journal.add(Outcome.FAILED, LaneId.of(1, 1), 3, 1, Journal.NO_OFFSET);
            journal.add(Outcome.UNRESOLVED, LaneId.of(1, 1), 4, 2, Journal.NO_OFFSET);
            journal.seal(List.of("topic-id-2"));
        }
    }

    @Test
    void everythingIsReadBack() throws IOException {
        try (JournalIndex index = JournalIndex.read(directory)) {
            assertThat(index.heading()).isEqualTo(HEADING);
            assertThat(index.end().complete()).isTrue();
            assertThat(index.end().seal()).contains(new Seal(15, 1, 2, List.of("topic-id-2")));
            assertThat(index.end().records()).isEqualTo(18);
            assertThat(index.acknowledged()).isEqualTo(15);
            assertThat(index.partitions()).isEqualTo(2);
            LaneOutcomes lane = index.partition(1).lane(LaneId.of(1, 1));
            assertThat(lane.of(Outcome.FAILED).all()).containsExactly(new Ranges.Range(3, 4));
            assertThat(lane.of(Outcome.UNRESOLVED).all()).containsExactly(new Ranges.Range(4, 6));
        }
    }

    /** A flush ends an entry in the file; read back, what goes on is one again. */
    @Test
    void entriesThatGoOnAreOne() throws IOException {
        try (JournalIndex index = JournalIndex.read(file)) {
            AcknowledgedOffsets offsets = index.partition(0).offsets();
            assertThat(offsets.size()).isEqualTo(1);
            assertThat(offsets.lowest()).isEqualTo(100);
            assertThat(offsets.end()).isEqualTo(112);
        }
    }

    /** Wherever it is cut off: it says so, and what it says is true. */
    @Test
    void aJournalThatIsCutOffHasNoSeal() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int line = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        for (int length = line; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            try (JournalIndex index = JournalIndex.read(file)) {
                assertThat(index.end().complete()).as("cut at %d", length).isFalse();
                assertThat(index.end().damage()).as("cut at %d", length).isEmpty();
                assertThat(index.end().records()).isIn(0L, 13L, 18L);
                assertThat(index.acknowledged()).isIn(0L, 13L, 15L);
            }
        }
        for (int length = 0; length < line; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> JournalIndex.read(file)).isInstanceOf(IOException.class);
        }
    }

    /**
     * Whatever bit flips: it is refused, or damage is named, or the block looks cut off. Never is something else
     * believed.
     */
    @Test
    void aFlippedBitIsNeverBelieved() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, changed);
            try (JournalIndex index = JournalIndex.read(file)) {
                assertThat(index.end().complete()).as("bit %d", bit).isFalse();
                assertThat(index.end().damage()).as("bit %d", bit).isPresent();
                assertThat(index.end().records()).as("bit %d", bit).isIn(0L, 13L, 18L);
            } catch (IOException refused) {
                assertThat(refused).hasMessageMatching(".*(is not a journal|is damaged|format version).*");
            }
        }
    }

    /** What a second tells may be more than a block holds; workers tell it at the same time. */
    @Test
    void aFlushMayBeSeveralBlocks() throws Exception {
        Path many = file.resolveSibling("many");
        int entries = 2 * JournalFormat.PAYLOAD_BYTES / JournalFormat.ENTRY_BYTES;
        try (Journal journal = new Journal(many, HEADING)) {
            Thread[] workers = new Thread[2];
            for (int i = 0; i < workers.length; i++) {
                int worker = i;
                workers[i] = new Thread(() -> {
                    for (int entry = 0; entry < entries; entry++) {
                        // Nothing goes on: each record has an offset far away.
                        journal.add(Outcome.ACKNOWLEDGED, LaneId.of(worker, 0), entry, 1, 10L * entry + worker);
                    }
                });
                workers[i].start();
            }
            for (Thread worker : workers) {
                worker.join();
            }
            journal.seal(List.of("topic-id-2"));
        }
        try (JournalIndex index = JournalIndex.read(many)) {
            assertThat(index.end().complete()).isTrue();
            assertThat(index.acknowledged()).isEqualTo(2L * entries);
            assertThat(index.partition(0).offsets().size()).isEqualTo(2L * entries);
        }
    }

    @Test
    void aMissingBlockIsDamage() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int line = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        int block = JournalFormat.BLOCK_HEADER_BYTES + 2 * JournalFormat.ENTRY_BYTES;
        byte[] without = new byte[bytes.length - block];
        System.arraycopy(bytes, 0, without, 0, line);
        System.arraycopy(bytes, line + block, without, line, without.length - line);
        Files.write(file, without);
        try (JournalIndex index = JournalIndex.read(file)) {
            assertThat(index.end().damage()).get().asString().contains("is followed by block 1");
        }
    }

    /** Blocks of two runs do not make one journal. */
    @Test
    void theBlockOfAnotherJournalIsDamage() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Path other = directory.resolve("other");
        new Journal(
                        other,
                        new Heading("another", "cluster", Topics.of("orders"), List.of("id"), "1", true, 0, List.of()))
                .close();
        byte[] start = Files.readAllBytes(other);
        int line = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        byte[] mixed = Arrays.copyOf(start, start.length + bytes.length - line);
        System.arraycopy(bytes, line, mixed, start.length, bytes.length - line);
        Files.write(other, mixed);
        try (JournalIndex index = JournalIndex.read(other)) {
            assertThat(index.end().damage()).isPresent();
            assertThat(index.acknowledged()).isZero();
        }
    }

    @Test
    void anEmptyRunIsSealed() throws IOException {
        Path other = directory.resolve("other");
        try (Journal journal = new Journal(other, HEADING)) {
            journal.seal(List.of("topic-id"));
        }
        try (JournalIndex index = JournalIndex.read(other)) {
            assertThat(index.end().complete()).isTrue();
            assertThat(index.acknowledged()).isZero();
        }
    }
}
