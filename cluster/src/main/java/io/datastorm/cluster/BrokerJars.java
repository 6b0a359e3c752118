package io.datastorm.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What brokers run from: a directory of jars of their own, with a class-data archive beside them that halves a broker's
 * start; or, in somebody's tests, the class path that {@code datastorm-broker} is on.
 *
 * <p>The first broker that ends in good order on a JDK leaves the archive; later ones use it. An archive that does not
 * fit its JVM is ignored by the JVM itself.
 */
final class BrokerJars {
    /** System property that names the directory. */
    static final String PROPERTY = "datastorm.broker.lib";

    private static final String MAIN_CLASS = "io/datastorm/broker/BrokerMain.class";

    /** Null if brokers run from the class path. */
    private final Path directory;

    private BrokerJars(Path directory) {
        this.directory = directory;
    }

    static BrokerJars locate() {
        String configured = System.getProperty(PROPERTY, "");
        if (configured.isBlank() && ClassLoader.getSystemResource(MAIN_CLASS) != null) {
            return new BrokerJars(null);
        }
        if (configured.isBlank() || !Files.isDirectory(Path.of(configured))) {
            throw new ClusterException("the brokers' jars were not found (-D" + PROPERTY + "=" + configured
                    + "): start with the 'datastorm' script, build with 'mvn package', or put datastorm-broker on the"
                    + " class path");
        }
        return new BrokerJars(Path.of(configured));
    }

    /** Sorted, so that the same archive fits each time. */
    String classPath() throws IOException {
        if (directory == null) {
            return System.getProperty("java.class.path");
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** Options that use the archive, or none when there is no archive yet. */
    List<String> useArchive() {
        return directory != null && Files.isReadable(archive())
                ? List.of(
                        "-XX:SharedArchiveFile=" + archive(), "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : List.of();
    }

    /** Whether a broker should be asked to leave an archive. */
    boolean wantsArchive() {
        return directory != null && !Files.exists(archive()) && Files.isWritable(directory);
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
