package io.datastorm.core.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that somebody writes to a directory of results: a locked file, which the system unlocks also when the process is
 * killed. For one thread.
 */
public final class RunningMark implements AutoCloseable {
    /** The file's name. */
    public static final String FILE = ".running";

    /** Of this process: who opens and closes such a file loses the lock. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private RunningMark(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Marks a directory until this is closed. */
    public static RunningMark of(Path directory) throws IOException {
        Path file = directory.toRealPath().resolve(FILE);
        OWN.add(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock unused = channel.tryLock();
        } catch (IOException e) {
            // Some file systems of networks have no locks: then only this process knows.
        }
        return new RunningMark(file, channel);
    }

    /** Whether somebody writes there now. */
    public static boolean on(Path directory) {
        try {
            Path file = directory.toRealPath().resolve(FILE);
            return OWN.contains(file) || (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && locked(file));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean locked(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException e) {
            // Nobody knows: it is better to leave it alone.
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
        channel.close();
        OWN.remove(file);
    }
}
