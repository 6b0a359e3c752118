package io.datastorm.core.workload.setting;

import java.util.Optional;

/**
 * Every setting of a workload: its place in YAML, its flag, its default. The one table that flags, files,
 * {@code --dry-run} and results share.
 */
public enum Setting {
    /** Name of the run, for the output directory. */
    NAME("name", "--name", "NAME", "run", "Name of the run, for the output directory."),
    /** A running cluster. Default: a local one, started for this run and removed after it. */
    BOOTSTRAP_SERVER(
            "target.bootstrapServer",
            "--bootstrap-server",
            "HOST:PORT,…",
            null,
            "A running cluster. Default: a local one, started for this run and removed after it."),
    /** Kafka client properties (TLS, SASL, …), as Kafka's own tools take them. */
    COMMAND_CONFIG(
            "target.commandConfig",
            "--command-config",
            "FILE",
            null,
            "Kafka client properties (TLS, SASL, …), as Kafka's own tools take them."),
    /** Topic; created if missing. */
    TOPIC("target.topic", "--topic", "NAME", "datastorm", "Topic; created if missing."),
    /** Of a topic that this run creates. */
    PARTITIONS("target.partitions", "--partitions", "N", "32", "Of a topic that this run creates."),
    /** Of a topic that this run creates. */
    REPLICATION_FACTOR(
            "target.replicationFactor", "--replication-factor", "N", "1", "Of a topic that this run creates."),
    /** Needed to write into a non-empty topic that DataStorm did not create; the name must match. */
    ALLOW_EXISTING(
            "target.allowExisting",
            "--allow-existing",
            "NAME",
            null,
            "Needed to write into a non-empty topic that DataStorm did not create; the name must match."),
    /** Others write into the topic meanwhile: its growth may be more than what this run sent. */
    ALLOW_OTHER_WRITERS(
            "target.allowOtherWriters",
            "--allow-other-writers",
            "true|false",
            "false",
            "Others write into the topic meanwhile: it may grow by more than this run "
                    + "sends. With --verify the stamps tell whose records are whose."),
    /** Size of the local cluster, 1 to 8. */
    BROKERS("cluster.brokers", "--brokers", "N", "1", "Size of the local cluster, 1 to 8."),
    /**
     * Where the local cluster keeps its logs, in a private directory of its own that goes after the run; /dev/shm takes
     * the disk out of the picture. Default: the temporary directory.
     */
    DATA_DIR(
            "cluster.dataDir",
            "--data-dir",
            "DIR",
            null,
            "Where the local cluster keeps its logs, in a private directory of its own "
                    + "that goes after the run; /dev/shm takes the disk out of the picture. "
                    + "Default: the temporary directory."),
    /** An Avro schema: what the records are. */
    SCHEMA("records.schema", "--schema", "FILE.avsc", null, "An Avro schema: what the records are."),
    /** A schema that ships: reading, order, payment, clickstream, sensor, tweet. */
    TEMPLATE(
            "records.template",
            "--template",
            "NAME",
            "reading",
            "A schema that ships: reading, order, payment, clickstream, sensor, tweet."),
    /** Encoding of the value: avro. */
    FORMAT("records.format", "--format", "FORMAT", "avro", "Encoding of the value: avro."),
    /** Values prepared before the clock starts; 0: each is encoded when it is sent. */
    POOL(
            "records.pool",
            "--pool",
            "N",
            "10000",
            "Values prepared before the clock starts; 0: each is encoded when it is sent."),
    /** Repeat the pool unchanged, instead of stamping each record afresh. */
    FROZEN(
            "records.frozen",
            "--frozen",
            "true|false",
            "false",
            "Repeat the pool unchanged, instead of stamping each record afresh."),
    /** Same seed, same records. */
    SEED("records.seed", "--seed", "N", "1", "Same seed, same records."),
    /** The field whose value is the record's key, as text; it repeats with the pool instead of being stamped. */
    KEY(
            "records.key",
            "--key",
            "FIELD",
            null,
            "The field whose value is the record's key, as text; it repeats with the "
                    + "pool instead of being stamped. Default: no keys."),
    /** A header of each record; repeatable. */
    HEADER("records.headers", "--header", "NAME=VALUE", null, "A header of each record; repeatable."),
    /** More headers, a line NAME=VALUE each; for values that nobody else may read. */
    HEADER_FILE(
            "records.headerFile",
            "--header-file",
            "FILE",
            null,
            "More headers, a line NAME=VALUE each; for values that nobody else may read: they stand in no result."),
    /** Records per second in all: 50000, 50k, 1.5m, 100/s; or max, a closed loop. */
    RATE(
            "load.rate",
            "--rate",
            "R",
            "max",
            "Records per second in all: 50000, 50k, 1.5m, 100/s; or max, a closed loop."),
    /** A load that changes in straight lines, from 0 to the first rate and on: 10k:30s,50k:60s. */
    STAGES(
            "load.stages",
            "--stages",
            "R:D,…",
            null,
            "A load that changes in straight lines, from 0 to the first rate and on: 10k:30s,50k:60s."),
    /** How records are spaced at a rate. */
    ARRIVALS("load.arrivals", "--arrivals", "uniform|poisson", "uniform", "How records are spaced at a rate."),
    /** Stop after exactly so many records: 1000000, 10m. Then there is no warm-up unless you ask for one. */
    RECORDS(
            "load.records",
            "--records",
            "N",
            null,
            "Stop after exactly so many records: 1000000, 10m. Then there is no warm-up unless you ask for one."),
    /** Stop after so long: 30s, 5m. Default: 10s. */
    DURATION("load.duration", "--duration", "D", null, "Stop after so long: 30s, 5m. Default: 10s."),
    /** Sent and stored, but not measured; auto: until throughput is steady. */
    WARMUP(
            "load.warmup",
            "--warmup",
            "auto|D",
            null,
            "Sent and stored, but not measured. auto: until throughput is steady, 30s at most; 2s at a rate. "
                    + "Default: auto; none with --records."),
    /** How records are sent: producer (the official client) or direct (prebuilt batches). */
    SENDER(
            "sender.kind",
            "--sender",
            "producer|direct",
            "producer",
            "How records are sent: by the official producer, what an application would "
                    + "get; or directly in prebuilt batches, what the cluster can take."),
    /** Where the sender's defaults come from. */
    PROFILE(
            "sender.profile",
            "--profile",
            "kafka|throughput|latency",
            null,
            "The sender's defaults. kafka: those of the official client (acks all, idempotence, linger 5ms, batches of "
                    + "16KiB, 32MiB for them). throughput: acks 1, linger 25ms, large batches. latency: acks 1, "
                    + "linger 0ms. Any other flag wins. Default: kafka at a rate, throughput at max."),
    /** Sending threads. Default: the number of cores. */
    WORKERS("sender.workers", "--workers", "N", null, "Sending threads. Default: the number of cores."),
    /** Wait for each record's time without resting, instead of sleeping until then. */
    SPIN(
            "sender.spin",
            "--spin",
            "true|false",
            "false",
            "Wait for each record's time without resting: the median lag is microseconds "
                    + "where each worker has a core that nobody else wants; the generator's CPU "
                    + "includes the waiting. Needs a rate."),
    /** One producer per worker, or one for all. */
    PRODUCERS("sender.producers", "--producers", "own|shared", "own", "One producer per worker, or one for all."),
    /** Acknowledgements. */
    ACKS("sender.acks", "--acks", "0|1|all", null, "Acknowledgements. Default: the profile's."),
    /** none, gzip, snappy, lz4 or zstd. */
    COMPRESSION("sender.compression", "--compression", "CODEC", "none", "none, gzip, snappy, lz4 or zstd."),
    /** Largest batch. Sizes are bytes, KiB, MiB, GiB (× 1024) or kB, MB, GB (× 1000). */
    BATCH_SIZE(
            "sender.batchSize",
            "--batch-size",
            "SIZE",
            null,
            "Largest batch. Sizes are bytes, KiB, MiB, GiB (× 1024) or kB, MB, GB (× "
                    + "1000). Default: the profile's; throughput: 256KiB, 1MiB with --sender direct. "
                    + "With that one also auto: "
                    + "as small as costs little throughput, found while it runs."),
    /** How long a batch waits to become full. */
    LINGER("sender.linger", "--linger", "D", null, "How long a batch waits to become full. Default: the profile's."),
    /** For records not acknowledged yet, a producer or direct worker. */
    BUFFER_MEMORY(
            "sender.bufferMemory",
            "--buffer-memory",
            "SIZE",
            null,
            "For records not acknowledged yet, a producer or direct worker. Default: 32MiB; with profile throughput or "
                    + "--batch-size 16 batches, and with --key one more for each partition, or ten more with --rate; "
                    + "at least 32MiB with --rate and a producer. "
                    + "Give more for a cluster that is far away."),
    /** Requests in flight on a connection. */
    MAX_IN_FLIGHT("sender.maxInFlight", "--max-in-flight", "N", "5", "Requests in flight on a connection."),
    /** Records in flight at most, a worker: 1 waits for each. Default: as many as the buffer holds. */
    OUTSTANDING(
            "sender.outstanding",
            "--outstanding",
            "N",
            null,
            "Records in flight at most, a worker: 1 waits for each. Default: as many as the buffer holds."),
    /** Retries cannot duplicate; needs --acks all. Default: on with --acks all. */
    IDEMPOTENCE(
            "sender.idempotence",
            "--idempotence",
            "true|false",
            null,
            "Retries cannot duplicate; needs --acks all. Default: on with --acks all."),
    /** A producer setting; repeatable. Unknown names are refused. */
    PRODUCER_PROPERTY(
            "sender.properties",
            "--producer-property",
            "K=V",
            null,
            "A producer setting; repeatable. Unknown names are refused."),
    /**
     * Read everything back after the run and judge it: exit 5 if anything was lost, duplicated, reordered or corrupted.
     */
    VERIFY(
            "verify",
            "--verify",
            "after|live|off",
            "off",
            "Read everything back after the run and judge it; exit 5 if anything was "
                    + "lost, duplicated, reordered or corrupted. With live also measure how long "
                    + "records take to reach a consumer."),
    /** Faults on the local cluster, from the beginning of the measured window on. */
    FAULT(
            "faults",
            "--fault",
            "SCHEDULE",
            null,
            "Faults on the local cluster, at times of the measured window: 'kill 2 @ 5s, "
                    + "restart 2 @ 8s, pause 1 @ 12s for 4s'; also resume N, fill-disk N, "
                    + "move-leaders, quota SIZE, add-partitions N, delete-topic."),
    /**
     * What the result must meet, else exit 4; repeatable: latency.response.p99Millis&lt;50,
     * throughput.recordsPerSecond&gt;=100k.
     */
    THRESHOLD(
            "thresholds",
            "--threshold",
            "EXPR",
            null,
            "What the result must meet, else exit 4; repeatable: "
                    + "latency.response.p99Millis<50, throughput.recordsPerSecond>=100k.");

    private final String path;
    private final String flag;
    private final String label;
    private final String fallback;
    private final String description;

    Setting(String path, String flag, String label, String fallback, String description) {
        this.path = path;
        this.flag = flag;
        this.label = label;
        this.fallback = fallback;
        this.description = description;
    }

    /** Its place in YAML and in the result, such as {@code load.rate}. */
    public String path() {
        return path;
    }

    /** Its flag, such as {@code --rate}. */
    public String flag() {
        return flag;
    }

    /** What stands for its value in a usage line. */
    public String label() {
        return label;
    }

    /** A sentence for a usage page, with the default. */
    public String description() {
        return fallback == null || flagOnly() ? description : description + " Default: " + fallback + ".";
    }

    /** Whether the flag alone means true. */
    public boolean flagOnly() {
        return flagValue() != null;
    }

    /** What the flag alone means; null if it needs a value. */
    public String flagValue() {
        return switch (this) {
            case FROZEN, IDEMPOTENCE, SPIN, ALLOW_OTHER_WRITERS -> "true";
            case VERIFY -> "after";
            default -> null;
        };
    }

    /** The default's text, if it does not depend on anything. */
    public Optional<String> fallback() {
        return Optional.ofNullable(fallback);
    }

    /** Whether it can be given several times. */
    public boolean many() {
        return named() || this == THRESHOLD;
    }

    /** Whether each of its values has a name. */
    public boolean named() {
        return this == PRODUCER_PROPERTY || this == HEADER;
    }

    /** Whether it holds for the whole run, and not for one of its streams. */
    public boolean ofRun() {
        return switch (this) {
            case NAME, BOOTSTRAP_SERVER, COMMAND_CONFIG, BROKERS, DATA_DIR, VERIFY, FAULT, THRESHOLD -> true;
            default -> false;
        };
    }
}
