package io.datastorm.core.workload.read;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every setting of a workload: its place in YAML, its flag, its default. The one table that flags, files, {@code --dry-run} and results share. */
public enum Setting {
    /** Free text. */
    NAME("name", "--name", "run"),
    /** Kafka's address list. */
    BOOTSTRAP_SERVER("target.bootstrapServer", "--bootstrap-server", null),
    /** A properties file. */
    COMMAND_CONFIG("target.commandConfig", "--command-config", null),
    /** Topic name. */
    TOPIC("target.topic", "--topic", "datastorm"),
    /** Of a topic that the run creates. */
    PARTITIONS("target.partitions", "--partitions", "32"),
    /** Of a topic that the run creates. */
    REPLICATION_FACTOR("target.replicationFactor", "--replication-factor", "1"),
    /** Name of a foreign topic that may be written to. */
    ALLOW_EXISTING("target.allowExisting", "--allow-existing", null),
    /** Size of the local cluster. */
    BROKERS("cluster.brokers", "--brokers", "1"),
    /** Where the local cluster keeps its logs. */
    DATA_DIR("cluster.dataDir", "--data-dir", null),
    /** A schema file. */
    SCHEMA("records.schema", "--schema", null),
    /** A schema that ships. */
    TEMPLATE("records.template", "--template", "reading"),
    /** Encoding of the value. */
    FORMAT("records.format", "--format", "avro"),
    /** Values prepared beforehand. */
    POOL("records.pool", "--pool", "10000"),
    /** Repeat the pool unchanged. */
    FROZEN("records.frozen", "--frozen", "false"),
    /** Same seed, same records. */
    SEED("records.seed", "--seed", "1"),
    /** Records per second in all. */
    RATE("load.rate", "--rate", "max"),
    /** A load that changes. */
    STAGES("load.stages", "--stages", null),
    /** How records are spaced. */
    ARRIVALS("load.arrivals", "--arrivals", "uniform"),
    /** Stop after so many. */
    RECORDS("load.records", "--records", null),
    /** Stop after so long. */
    DURATION("load.duration", "--duration", null),
    /** Sent, but not measured. */
    WARMUP("load.warmup", "--warmup", null),
    /** Which sender. */
    SENDER("sender.kind", "--sender", "producer"),
    /** Sending threads. */
    WORKERS("sender.workers", "--workers", null),
    /** One producer a worker, or one for all. */
    PRODUCERS("sender.producers", "--producers", "own"),
    /** Acknowledgements. */
    ACKS("sender.acks", "--acks", "1"),
    /** Codec. */
    COMPRESSION("sender.compression", "--compression", "none"),
    /** Largest batch. */
    BATCH_SIZE("sender.batchSize", "--batch-size", "256KiB"),
    /** How long a batch waits. */
    LINGER("sender.linger", "--linger", "25ms"),
    /** For records not sent yet. */
    BUFFER_MEMORY("sender.bufferMemory", "--buffer-memory", "32MiB"),
    /** Requests under way on a connection. */
    MAX_IN_FLIGHT("sender.maxInFlight", "--max-in-flight", "5"),
    /** Whether retries cannot duplicate. */
    IDEMPOTENCE("sender.idempotence", "--idempotence", null),
    /** Further producer settings; in YAML a map. */
    PRODUCER_PROPERTY("sender.properties", "--producer-property", null),
    /** What the result must meet; in YAML a list. */
    THRESHOLD("thresholds", "--threshold", null);

    private final String path;
    private final String flag;
    private final String fallback;

    Setting(String path, String flag, String fallback) {
        this.path = path;
        this.flag = flag;
        this.fallback = fallback;
    }

    /** Its place in YAML and in the result, such as {@code load.rate}. */
    public String path() {
        return path;
    }

    /** Its flag, such as {@code --rate}. */
    public String flag() {
        return flag;
    }

    /** The default's text, if it does not depend on anything. */
    public Optional<String> fallback() {
        return Optional.ofNullable(fallback);
    }

    /** Whether it can be given several times. */
    public boolean many() {
        return this == PRODUCER_PROPERTY || this == THRESHOLD;
    }

    /** The setting with this path. */
    static Optional<Setting> byPath(String path) {
        return Arrays.stream(values())
                .filter(setting -> setting.path.equals(path))
                .findFirst();
    }

    /** All known names directly inside a section; the empty section is the top. */
    static List<String> namesIn(String section) {
        String prefix = section.isEmpty() ? "" : section + ".";
        return Arrays.stream(values())
                .map(Setting::path)
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).replaceAll("\\..*", ""))
                .distinct()
                .toList();
    }
}
