package io.datastorm.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The directory of the brokers' jars, and a class-data archive beside them that halves a broker's start.
 *
 * <p>The first broker that ends in good order on a JDK leaves the archive; later ones use it. An archive that does not
 * fit its JVM is ignored by the JVM itself.
 */
final class BrokerJars {
    /** System property that names the directory. */
    static final String PROPERTY = "datastorm.broker.lib";

    private final Path directory;

    private BrokerJars(Path directory) {
        this.directory = directory;
    }

    static BrokerJars locate() {
        String configured = System.getProperty(PROPERTY);
        if (configured == null || !Files.isDirectory(Path.of(configured))) {
            throw new ClusterException("the brokers' jars were not found (-D" + PROPERTY + "=" + configured
                    + "): start with the 'datastorm' script, or build with 'mvn package'");
        }
        return new BrokerJars(Path.of(configured));
    }

    /** Sorted, so that the same archive fits each time. */
    String classPath() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** Options that use the archive, or none when there is no archive yet. */
    List<String> useArchive() {
        return Files.isReadable(archive())
                ? List.of(
                        "-XX:SharedArchiveFile=" + archive(), "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : List.of();
    }

    /** Whether a broker should be asked to leave an archive. */
    boolean wantsArchive() {
        return !Files.exists(archive()) && Files.isWritable(directory);
    }

    /** Options that write an archive at the end of the JVM. */
    List<String> writeArchive(Path file) {
        return List.of("-XX:ArchiveClassesAtExit=" + file, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    /** Moves a finished archive to its place; a half-written one never gets there. */
    void keepArchive(Path file) {
        try {
            if (Files.exists(file)) {
                Path staged = Files.createTempFile(directory, "archive", ".tmp");
                Files.copy(file, staged, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                Files.move(staged, archive(), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            // Only a faster start is lost.
        }
    }

    private Path archive() {
        return directory.resolve("broker-" + Runtime.version().toString().replace('+', '_') + ".jsa");
    }
}
