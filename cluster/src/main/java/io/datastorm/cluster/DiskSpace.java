package io.datastorm.cluster;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The free space of the file system that holds a directory, and the reserve that no run may touch: a twentieth of the
 * file system, at least 256 MiB and at most 2 GiB.
 *
 * @param path any directory of the file system
 * @param usableBytes free space now
 * @param totalBytes size of the file system
 */
public record DiskSpace(Path path, long usableBytes, long totalBytes) {
    private static final long MIB = 1 << 20;
    private static final long MIN_RESERVE = 256 * MIB;
    private static final long MAX_RESERVE = 2048 * MIB;
    private static final long MAX_BUDGET = 8 * 1024 * MIB;

    /** Asks the file system. */
    public static DiskSpace of(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        return new DiskSpace(directory, store.getUsableSpace(), store.getTotalSpace());
    }

    /** What must stay free, in bytes. */
    public long reserveBytes() {
        return Math.min(MAX_RESERVE, Math.max(MIN_RESERVE, totalBytes / 20));
    }

    /** Whether the reserve is still free. */
    public boolean enough() {
        return usableBytes >= reserveBytes();
    }

    /** Whether there is room to begin: twice the reserve. */
    public boolean enoughToStart() {
        return usableBytes >= 2 * reserveBytes();
    }

    /**
     * What all partition replicas together may keep, in bytes: half of what is free above the reserve, 8 GiB at most.
     */
    long budgetBytes() {
        return Math.min(MAX_BUDGET, Math.max(0, usableBytes - reserveBytes()) / 2);
    }

    /** Says how much is free and how much must be. */
    public String describe() {
        return "%,d MiB free under %s, %,d MiB must stay free".formatted(usableBytes / MIB, path, reserveBytes() / MIB);
    }
}
