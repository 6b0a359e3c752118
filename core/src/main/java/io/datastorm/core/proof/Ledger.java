package io.datastorm.core.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.datastorm.core.proof.Journal.Heading;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A journal read back: what became of which records, by partition. Immutable once read; thread-safe then. */
public final class Ledger {
    private static final int MAX_HEADING = 10 << 20;

    private final Heading heading;
    private final Map<Integer, Part> parts = new TreeMap<>();

    private Ledger(Heading heading) {
        this.heading = heading;
    }

    /** Nothing is known of any record. */
    public static Ledger empty(Heading heading) {
        return new Ledger(heading);
    }

    /**
     * Reads a journal; an entry that was cut off at the end is left out.
     *
     * @throws IOException if it cannot be read, or is no journal
     */
    public static Ledger read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no such file");
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            Ledger ledger = new Ledger(heading(in));
            boolean more = true;
            while (more) {
                more = ledger.add(in);
            }
            ledger.parts.values().forEach(Part::sort);
            return ledger;
        }
    }

    private static Heading heading(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > MAX_HEADING) {
                throw new IOException("is not a journal of DataStorm");
            }
            line.append((char) c);
        }
        Heading heading = heading(line.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (heading.formatVersion() != Heading.VERSION) {
            throw new IOException("is a journal of format version " + heading.formatVersion()
                    + "; this DataStorm reads " + Heading.VERSION);
        }
        return heading;
    }

    private static Heading heading(byte[] json) throws IOException {
        try {
            return Journal.JSON.readValue(json, Heading.class);
        } catch (JsonProcessingException e) {
            throw new IOException("is not a journal of DataStorm", e);
        }
    }

    private boolean add(DataInputStream in) throws IOException {
        byte[] entry = new byte[Journal.ENTRY_BYTES];
        try {
            in.readFully(entry);
        } catch (EOFException e) {
            return false;
        }
        ByteBuffer read = ByteBuffer.wrap(entry);
        Outcome outcome = Outcome.of(read.get());
        int lane = read.getInt();
        part(LaneId.partition(lane)).add(outcome, new Entry(lane, read.getLong(), read.getLong(), read.getLong()));
        return true;
    }

    /** What the journal is about. */
    public Heading heading() {
        return heading;
    }

    /** Partitions with entries, and all those of the beginning. */
    public int partitions() {
        int last =
                parts.keySet().stream().mapToInt(partition -> partition).max().orElse(-1);
        return Math.max(heading.startOffsets().size(), last + 1);
    }

    /** What is known of a partition's records. */
    Part part(int partition) {
        return parts.computeIfAbsent(partition, p -> new Part());
    }

    /** Records of a lane that follow on one another. */
    record Entry(int lane, long first, long count, long offset) {}

    /** One partition. */
    static final class Part {
        /** Acknowledged at known offsets, in their order. */
        private final List<Entry> placed = new ArrayList<>();

        private final Map<Integer, Lane> lanes = new TreeMap<>();

        private void add(Outcome outcome, Entry entry) {
            Lane lane = lane(entry.lane());
            long end = entry.first() + entry.count();
            switch (outcome) {
                case ACKNOWLEDGED -> {
                    lane.acknowledged.add(entry.first(), end);
                    if (entry.offset() != Journal.NO_OFFSET) {
                        placed.add(entry);
                        lane.placed.put(entry.first(), entry);
                    }
                }
                case FAILED -> lane.failed.add(entry.first(), end);
                case UNRESOLVED -> lane.unresolved.add(entry.first(), end);
            }
        }

        private void sort() {
            placed.sort(Comparator.comparingLong(Entry::offset));
        }

        List<Entry> placed() {
            return placed;
        }

        Lane lane(int id) {
            return lanes.computeIfAbsent(id, unseen -> new Lane());
        }

        Map<Integer, Lane> lanes() {
            return lanes;
        }
    }

    /** Sequences of one lane by outcome. */
    static final class Lane {
        final Ranges acknowledged = new Ranges();
        final Ranges failed = new Ranges();
        final Ranges unresolved = new Ranges();
        /** Acknowledged at known offsets, by their first sequences. */
        private final NavigableMap<Long, Entry> placed = new TreeMap<>();

        /** The entry that says where a record was acknowledged; null if none does. */
        Entry entryOf(long sequence) {
            Map.Entry<Long, Entry> entry = placed.floorEntry(sequence);
            boolean found = entry != null
                    && sequence < entry.getKey() + entry.getValue().count();
            return found ? entry.getValue() : null;
        }
    }
}
