package io.datastorm.core.verify.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.datastorm.core.verify.journal.AcknowledgedOffsets.Acknowledged;
import io.datastorm.core.verify.journal.JournalFormat.BlockHeader;
import io.datastorm.core.verify.lane.LaneId;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a journal, block by block. A block that is cut off ends the journal, as does the death of its writer. A block
 * that is not as it was written is damage: it and what follows are not believed.
 */
final class JournalReader {
    private static final int LONGEST_LINE = 10 << 20;

    private final InputStream in;
    private JournalIndex index;
    private int headingChecksum;
    private long position;
    private int blocks;
    private Instant at;
    private long records;
    private Seal seal;
    private String damage;

    private JournalReader(InputStream in) {
        this.in = in;
    }

    static JournalIndex read(Path journal) throws IOException {
        Path file = Files.isDirectory(journal) ? journal.resolve(Journal.FILE) : journal;
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no such file");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return new JournalReader(in).read();
        }
    }

    private JournalIndex read() throws IOException {
        index = new JournalIndex(heading());
        boolean more = true;
        while (more && damage == null) {
            more = block();
        }
        index.end(new JournalIndex.End(
                Optional.ofNullable(seal), Optional.ofNullable(damage), Optional.ofNullable(at), records));
        return index;
    }

    private Heading heading() throws IOException {
        String[] line = line().split(" ", 4);
        if (line.length < 4 || !line[0].equals(JournalFormat.MAGIC)) {
            throw new IOException("is not a journal of DataStorm (or one of a version before 2)");
        }
        if (!line[1].equals(Integer.toString(JournalFormat.VERSION))) {
            throw new IOException(
                    "is a journal of format version " + line[1] + "; this DataStorm reads " + JournalFormat.VERSION);
        }
        byte[] json = line[3].getBytes(StandardCharsets.UTF_8);
        headingChecksum = JournalFormat.checksum(json);
        if (!JournalFormat.lineStart(headingChecksum).endsWith(" " + line[2] + " ")) {
            throw new IOException("is damaged: its first line is not as it was written");
        }
        try {
            return JournalFormat.JSON.readValue(json, Heading.class);
        } catch (JsonProcessingException e) {
            throw new IOException("is not a journal that this DataStorm reads", e);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.size() > LONGEST_LINE) {
                throw new IOException("is not a journal of DataStorm");
            }
            line.write(c);
        }
        position = line.size() + 1L;
        return line.toString(StandardCharsets.UTF_8);
    }

    /** False at the end. */
    private boolean block() throws IOException {
        byte[] start = in.readNBytes(JournalFormat.BLOCK_HEADER_BYTES);
        if (start.length < JournalFormat.BLOCK_HEADER_BYTES) {
            return false;
        }
        BlockHeader header = BlockHeader.decode(start, headingChecksum);
        if (header == null) {
            return damaged("the block's header is not as it was written");
        }
        if (header.number() != blocks) {
            return damaged("it is followed by block " + header.number());
        }
        if (seal != null) {
            return damaged("it comes after the seal");
        }
        byte[] payload = in.readNBytes(header.length());
        if (payload.length < header.length()) {
            return false;
        }
        if (JournalFormat.checksum(payload) != header.checksum()) {
            return damaged("its content is not as it was written");
        }
        if (header.kind() == JournalFormat.SEAL) {
            seal(payload);
        } else {
            entries(payload);
        }
        blocks++;
        position += start.length + payload.length;
        at = Instant.ofEpochMilli(header.millis());
        return true;
    }

    private boolean damaged(String how) {
        damage = "block %d, at byte %,d: %s".formatted(blocks, position, how);
        return false;
    }

    private void seal(byte[] payload) throws IOException {
        seal = JournalFormat.JSON.readValue(payload, Seal.class);
        if (seal.records() != records) {
            damaged("the seal speaks of %,d records, the journal of %,d".formatted(seal.records(), records));
        }
    }

    private void entries(byte[] payload) {
        Map<Integer, List<Acknowledged>> placed = new TreeMap<>();
        try {
            JournalFormat.entries(payload, new JournalFormat.EntryHandler() {
                @Override
                public void records(Outcome outcome, int lane, long first, long count, long offset) {
                    int partition = LaneId.partition(lane);
                    index.known(partition).known(lane).add(outcome, first, first + count);
                    JournalReader.this.records += count;
                    if (outcome == Outcome.ACKNOWLEDGED && offset != Journal.NO_OFFSET) {
                        placed.computeIfAbsent(partition, unseen -> new ArrayList<>())
                                .add(new Acknowledged(lane, first, count, offset));
                    }
                }

                @Override
                public void part(TransactionOutcome outcome, int lane, long first, long count, int number) {
                    index.known(LaneId.partition(lane))
                            .known(lane)
                            .transactions()
                            .add(outcome, number, first, first + count);
                }
            });
        } catch (IllegalArgumentException e) {
            damaged(e.getMessage());
            return;
        }
        placed.forEach((partition, entries) -> {
            entries.sort(Comparator.comparingLong(Acknowledged::offset));
            index.known(partition).offsets().addAll(entries);
        });
    }
}
