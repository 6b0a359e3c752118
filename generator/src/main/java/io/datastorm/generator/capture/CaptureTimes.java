package io.datastorm.generator.capture;

import java.io.IOException;

/**
 * When the records of a worker came: milliseconds since the first record of the file, each never less than the one
 * before, as timestamps that producers set may go back. For one thread.
 */
public final class CaptureTimes {
    private final CaptureReader reader;
    private final long firstMillis;
    private long millis;

    CaptureTimes(CaptureReader reader, long firstMillis) {
        this.reader = reader;
        this.firstMillis = firstMillis;
    }

    /**
     * Of the next record; negative after the last.
     *
     * @throws IOException if the file is broken here
     */
    public long nextMillis() throws IOException {
        CapturedRecord record = reader.next();
        if (record == null) {
            return -1;
        }
        if (record.timestampMillis() > 0) {
            millis = Math.max(millis, record.timestampMillis() - firstMillis);
        }
        return millis;
    }
}
