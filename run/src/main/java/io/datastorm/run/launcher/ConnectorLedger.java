package io.datastorm.run.launcher;

import io.datastorm.core.machine.HostName;
import io.datastorm.kafka.admin.AccessException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The connectors that runs of this account have made and not removed: a file for each, with the worker's address and
 * the process of the run. Without a directory that can be written nothing is remembered.
 */
public final class ConnectorLedger {
    private static final int LINES = 4;
    /** The system derives a start from its boot time, which moves when the clock is set. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    private final Path directory;

    /** Kept under this directory. */
    public ConnectorLedger(Path directory) {
        this.directory = directory.resolve("connectors");
    }

    /**
     * A connector whose run is gone.
     *
     * @param url of a worker of the Connect cluster
     */
    public record Orphan(String name, URI url) {}

    /** A connector is made by this process. */
    void add(String name, URI url) {
        ProcessHandle own = ProcessHandle.current();
        try {
            Files.createDirectories(directory);
            Files.write(
                    directory.resolve(name),
                    List.of(
                            url.toString(),
                            HostName.own(),
                            Long.toString(own.pid()),
                            started(own).toString()));
        } catch (IOException e) {
            // A run that ends in order removes its connector all the same.
            return;
        }
    }

    /** It is removed. */
    void forget(String name) {
        try {
            Files.deleteIfExists(directory.resolve(name));
        } catch (IOException e) {
            // It is named once more; to remove it again does no harm.
            return;
        }
    }

    /** Those whose run has ended and could not remove them. */
    public List<Orphan> orphans() {
        List<Orphan> orphans = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.sorted().forEach(file -> read(file).ifPresent(orphans::add));
            } catch (IOException e) {
                return orphans;
            }
        }
        return orphans;
    }

    private static Optional<Orphan> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            // Of a process of another machine nothing is known here: the directory may be shared.
            boolean unknown = lines.size() != LINES || !lines.get(1).equals(HostName.own());
            if (unknown || alive(Long.parseLong(lines.get(2)), Instant.parse(lines.get(3)))) {
                return Optional.empty();
            }
            return Optional.of(new Orphan(file.getFileName().toString(), URI.create(lines.get(0))));
        } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
            // Somebody else's file.
            return Optional.empty();
        }
    }

    /** Process ids are used again: the time at which it was started tells. */
    private static boolean alive(long pid, Instant started) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        Duration.between(started, started(process)).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                .isPresent();
    }

    private static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** The file of an orphan: without it, nothing more is said of it. */
    public Path file(Orphan orphan) {
        return directory.resolve(orphan.name());
    }

    /**
     * Removes it from its Connect cluster.
     *
     * @throws AccessException if the cluster does not answer, or refuses
     */
    public void remove(Orphan orphan) {
        new ConnectApi(orphan.url()).delete(orphan.name(), ConnectApi.deadline(Duration.ofSeconds(30)));
        forget(orphan.name());
    }
}
