package io.datastorm.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Formats the log directory when it is new, then runs {@link Kafka#main} in the same JVM, which saves the start of a
 * second one.
 *
 * <p>Arguments: {@code server.properties clusterId [--with-parent [directory-to-delete]]}. With {@code --with-parent}
 * standard input is a pipe that the parent holds: when it ends, the parent is gone, however it died, and so is this
 * broker a moment later.
 */
public final class BrokerMain {
    private BrokerMain() {}

    /** Runs one broker until it is told to stop. */
    public static void main(String[] args) throws Exception {
        Path properties = Path.of(args[0]);
        if (args.length > 2) {
            watchParent(System.in, args.length > 3 ? Path.of(args[3]) : null);
        }
        format(properties, args[1]);
        MetricsFile.start(properties.resolveSibling("metrics.prom"));
        Kafka.main(new String[] {properties.toString()});
    }

    private static void watchParent(InputStream pipe, Path directory) {
        Thread watch = new Thread(new ParentWatch(pipe, directory), "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void format(Path file, String clusterId) throws Exception {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        Path logDirectory = Path.of(properties.getProperty("log.dirs"));
        if (Files.exists(logDirectory.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(logDirectory);
        new Formatter()
                .setPrintStream(silent())
                .setClusterId(clusterId)
                .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                .addDirectory(logDirectory.toString())
                .setMetadataLogDirectory(logDirectory.toString())
                .setControllerListenerName(properties.getProperty("controller.listener.names"))
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setHasDynamicQuorum(false)
                .run();
    }

    private static PrintStream silent() throws IOException {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
