package io.datastorm.cluster;

import io.datastorm.cluster.network.NamespaceNetwork;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * How the JVMs of one cluster are started: the cluster's id, its private directory, and whether its brokers die with
 * us.
 *
 * @param jars the brokers' jars
 * @param directory the cluster's private directory
 * @param clusterId Kafka's cluster id
 * @param attached whether brokers die with this JVM
 * @param network in which each has a host of its own; empty: all of them are on this one
 */
record Launch(BrokerJars jars, Path directory, String clusterId, boolean attached, Optional<NamespaceNetwork> network) {
    /** Kafka's own flags for a broker, with a heap that leaves room for the generator. */
    private static final List<String> JVM = List.of(
            "-Xms256m",
            "-Xmx1g",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35",
            "-XX:+ExplicitGCInvokesConcurrent",
            "-XX:-UsePerfData",
            "-Djava.awt.headless=true",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");

    /** Writes the broker's settings and starts it. */
    BrokerProcess start(int id, Properties properties) throws IOException {
        Path own = Files.createDirectories(nodeDirectory(id));
        try (OutputStream out = Files.newOutputStream(own.resolve("server.properties"))) {
            properties.store(out, null);
        }
        return restart(id);
    }

    /** Starts a broker again on what it left. */
    BrokerProcess restart(int id) throws IOException {
        return BrokerProcess.start(id, nodeDirectory(id), command(id), attached);
    }

    Path nodeDirectory(int id) {
        return directory.resolve("broker-" + id);
    }

    Path logDirectory(int id) {
        return nodeDirectory(id).resolve("log");
    }

    /** Where the first broker leaves its class-data archive when there is none yet. */
    Path archiveDraft() {
        return nodeDirectory(1).resolve("archive.jsa");
    }

    /** Whether this broker is the one that leaves an archive. */
    boolean writesArchive(int id) {
        return id == 1 && attached && jars.wantsArchive();
    }

    /**
     * A killed broker leaves the libraries there that it has unpacked for compression: they go with its data, if they
     * can be loaded from such a place at all.
     */
    private Optional<Path> temporaryDirectory(int id) throws IOException {
        Path own = Files.createDirectories(nodeDirectory(id).resolve("tmp"));
        Path probe = Files.createTempFile(
                own, "probe", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        boolean executable = Files.isExecutable(probe);
        Files.delete(probe);
        return executable ? Optional.of(own) : Optional.empty();
    }

    /** The user's own flags, from the variable that Kafka's scripts read. */
    private static List<String> kafkaOpts() {
        String flags = System.getenv().getOrDefault("KAFKA_OPTS", "").strip();
        return flags.isEmpty() ? List.of() : List.of(flags.split("\\s+"));
    }

    private List<String> command(int id) throws IOException {
        List<String> command = new ArrayList<>(
                network.map(net -> net.prefix(LocalCluster.host(id))).orElse(List.of()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(kafkaOpts());
        temporaryDirectory(id).ifPresent(directory -> command.add("-Djava.io.tmpdir=" + directory));
        command.addAll(writesArchive(id) ? jars.writeArchive(archiveDraft()) : jars.useArchive());
        command.add("-cp");
        command.add(jars.classPath());
        command.add("io.datastorm.broker.BrokerMain");
        command.add(nodeDirectory(id).resolve("server.properties").toString());
        command.add(clusterId);
        if (attached) {
            command.add("--with-parent");
            command.add(nodeDirectory(id).toString());
        }
        return command;
    }
}
