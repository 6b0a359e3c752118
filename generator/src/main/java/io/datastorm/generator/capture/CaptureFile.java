package io.datastorm.generator.capture;

import io.datastorm.generator.input.InputFile;
import io.datastorm.generator.input.InvalidInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file with the records of a topic, which was read once. Immutable.
 *
 * @param id tells it from all other captures
 * @param topic that they are of
 * @param partitions that it had
 * @param extent what of it can be read
 * @param broken why what follows cannot be read; empty: it was read to its end
 */
public record CaptureFile(Path path, String id, String topic, int partitions, Extent extent, Optional<String> broken) {
    /**
     * The records that can be read.
     *
     * @param firstMillis when the first one came, in milliseconds since 1970; 0: none has a time
     * @param spanMillis from the first to the last of them
     */
    public record Extent(long records, long firstMillis, long spanMillis) {
        private static final Extent NONE = new Extent(0, 0, 0);

        private Extent with(CapturedRecord record) {
            long time = record.timestampMillis();
            // Records without a time, and those at the beginning of time, come with the ones before them.
            if (time <= 0) {
                return new Extent(records + 1, firstMillis, spanMillis);
            }
            return firstMillis == 0
                    ? new Extent(records + 1, time, 0)
                    : new Extent(records + 1, firstMillis, Math.max(spanMillis, time - firstMillis));
        }
    }

    /**
     * Reads it once.
     *
     * @param most records, from its beginning
     * @throws InvalidInput if it is no capture, or has no record that can be read
     */
    public static CaptureFile read(Path path, long most) {
        InputFile.require(path);
        try (CaptureReader reader = CaptureReader.times(path, new CaptureReader.Share(0, 1, most))) {
            return read(path, reader);
        } catch (IOException e) {
            throw new InvalidInput(path.toString(), "is no capture (datastorm capture writes them): " + e.getMessage());
        }
    }

    private static CaptureFile read(Path path, CaptureReader reader) {
        Extent extent = Extent.NONE;
        Optional<String> broken = Optional.empty();
        try {
            for (CapturedRecord next = reader.next(); next != null; next = reader.next()) {
                extent = extent.with(next);
            }
            if (!reader.complete()) {
                broken = Optional.of("it ends before the last record");
            }
        } catch (IOException e) {
            broken = Optional.of(String.valueOf(e.getMessage()));
        }
        if (extent.records == 0) {
            throw new InvalidInput(
                    path.toString(), broken.map(why -> "is broken: " + why).orElse("has no records"));
        }
        String topic = reader.meta(CaptureSchema.TOPIC);
        return new CaptureFile(
                path,
                String.valueOf(reader.meta(CaptureSchema.ID)),
                topic == null ? "" : topic,
                partitions(reader),
                extent,
                broken);
    }

    private static int partitions(CaptureReader reader) {
        try {
            return Math.max(1, Integer.parseInt(reader.meta(CaptureSchema.PARTITIONS)));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /**
     * When the records of a worker came.
     *
     * @throws IOException if the file is not there any more
     */
    public CaptureTimes times(int worker, int workers) throws IOException {
        return new CaptureTimes(CaptureReader.times(path, share(worker, workers)), extent.firstMillis);
    }

    /**
     * The records of a worker.
     *
     * @throws IOException if the file is not there any more
     */
    public CaptureReader records(int worker, int workers) throws IOException {
        return CaptureReader.records(path, share(worker, workers));
    }

    /** What follows behind those that could be read is not tried again. */
    private CaptureReader.Share share(int worker, int workers) {
        return new CaptureReader.Share(worker, workers, extent.records);
    }

    /** Where it lies is not part of what it is. */
    @Override
    public String toString() {
        return "capture " + id + " of " + topic + ", " + extent;
    }
}
