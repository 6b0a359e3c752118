package io.datastorm.kafka.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastorm.core.verify.PartitionJudge;
import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a verification has come, in a file beside its journal, so that one that was interrupted can go on. Partitions
 * in which something is wrong are not in it: they are read from their beginning again. It is a convenience: when it
 * cannot be written the verification goes on without. Thread-safe.
 */
public final class VerificationProgress {
    private static final String SUFFIX = ".progress";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final String runId;
    private final long records;
    private final Map<Integer, Partition> partitions = new TreeMap<>();
    private String trouble;
    private boolean kept;

    /**
     * One partition.
     *
     * @param position up to where everything was read
     * @param leaderEpoch of its leader then: a new leader may have another log
     */
    record Partition(long position, int leaderEpoch, PartitionJudge.Progress judged) {}

    /**
     * The file.
     *
     * @param records of which the journal spoke: another number is another journal
     */
    private record Document(String runId, long records, Map<Integer, Partition> partitions) {}

    private VerificationProgress(Path file, JournalIndex journal) {
        this.file = file;
        this.runId = journal.heading().runId();
        this.records = journal.end().records();
    }

    private static Path file(Path journal) {
        return journal.resolveSibling(journal.getFileName() + SUFFIX);
    }

    /** Of a verification that begins at the beginning. */
    public static VerificationProgress begin(Path journal, JournalIndex index) {
        return new VerificationProgress(file(journal), index);
    }

    /**
     * Of one that goes on.
     *
     * @throws InvalidInput if there is nothing to go on with
     */
    public static VerificationProgress resume(Path journal, JournalIndex index) {
        VerificationProgress progress = begin(journal, index);
        Document before = read(progress.file);
        if (!before.runId().equals(progress.runId) || before.records() != progress.records) {
            throw new InvalidInput(
                    "--resume", "'" + progress.file + "' is of another journal; leave --resume out to read everything");
        }
        progress.partitions.putAll(before.partitions());
        return progress;
    }

    private static Document read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), Document.class);
        } catch (IOException e) {
            throw new InvalidInput(
                    "--resume",
                    "there is no verification to go on with: '" + file + "' "
                            + (Files.exists(file) ? "is damaged" : "is not there")
                            + "; leave --resume out to read everything");
        }
    }

    synchronized Optional<Partition> of(int partition) {
        return Optional.ofNullable(partitions.get(partition));
    }

    /** Everything before a position was read and judged. */
    synchronized void reached(int partition, long position, int leaderEpoch, Optional<PartitionJudge.Progress> judged) {
        if (judged.isPresent()) {
            partitions.put(partition, new Partition(position, leaderEpoch, judged.get()));
        } else {
            partitions.remove(partition);
        }
    }

    /** Brings it to the file. */
    synchronized void save() {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(fresh, JSON.writeValueAsBytes(new Document(runId, records, partitions)));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            kept = !partitions.isEmpty();
        } catch (IOException e) {
            trouble = e.toString();
        }
    }

    /** Everything was read: there is nothing to go on with. */
    synchronized void finished() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            trouble = e.toString();
        }
    }

    /** What a reader must know when not everything could be read; empty if there is nothing to know. */
    synchronized Optional<String> note() {
        if (trouble != null) {
            return Optional.of("how far it came could not be written to '" + file + "': " + trouble);
        }
        return kept
                ? Optional.of("how far it came is kept: 'datastorm verify --journal … --resume' goes on from there")
                : Optional.empty();
    }
}
