package io.datastorm.core.workload.setting;

import java.util.Optional;

/**
 * Every setting of a workload: its place in YAML, its flag, its default, and what it means. The one table that flags,
 * files, help, {@code --dry-run}, the list of options and results share. A constant is explained by its description.
 */
public enum Setting {
    NAME("name", "--name", "NAME", "run", "Name of the run, for the output directory."),
    BOOTSTRAP_SERVER(
            "target.bootstrapServer",
            "--bootstrap-server",
            "HOST:PORT,…",
            null,
            "A running cluster. Default: a local cluster that is started for this run and removed " + "after it."),
    COMMAND_CONFIG(
            "target.commandConfig",
            "--command-config",
            "FILE",
            null,
            "Client properties (TLS, SASL, …), as Kafka's own tools take them."),
    TOPIC("target.topic", "--topic", "NAME", "datastorm", "Topic. It is created if it does not exist."),
    PARTITIONS("target.partitions", "--partitions", "N", "32", "Number of partitions, if the topic is created."),
    REPLICATION_FACTOR(
            "target.replicationFactor",
            "--replication-factor",
            "N",
            "1",
            "Replication factor, if the topic is created."),
    ALLOW_EXISTING(
            "target.allowExisting",
            "--allow-existing",
            "NAME",
            null,
            "Permission to write to a topic with records that DataStorm did not send. Repeat the " + "topic's name."),
    ALLOW_OTHER_WRITERS(
            "target.allowOtherWriters",
            "--allow-other-writers",
            "true|false",
            "false",
            "Other programs write to the topic too, so it may grow by more than this run sends. With "
                    + "--verify the stamps tell the records apart."),
    BROKERS("cluster.brokers", "--brokers", "N", "1", "Number of brokers of the local cluster, 1 to 8."),
    DATA_DIR(
            "cluster.dataDir",
            "--data-dir",
            "DIR",
            null,
            "Where the local cluster keeps its logs while the run lasts. /dev/shm keeps them in "
                    + "memory. Default: the temporary directory."),
    SCHEMA("records.schema", "--schema", "FILE.avsc", null, "Avro schema of the values."),
    TEMPLATE(
            "records.template",
            "--template",
            "NAME",
            "reading",
            "Schema that ships with DataStorm: reading, order, payment, clickstream, sensor or tweet."),
    FORMAT("records.format", "--format", "FORMAT", "avro", "Encoding of the values: avro."),
    POOL(
            "records.pool",
            "--pool",
            "N",
            "10000",
            "Number of values that are encoded before the run starts. 0 encodes each value when it is" + " sent."),
    FROZEN(
            "records.frozen",
            "--frozen",
            "true|false",
            "false",
            "Send the values of the pool unchanged, again and again. Otherwise ids and timestamps are"
                    + " new in each record."),
    SEED("records.seed", "--seed", "N", "1", "Seed of the generator. The same seed gives the same values."),
    KEY(
            "records.key",
            "--key",
            "FIELD",
            null,
            "Field that is the key of each record, as text. Default: records have no keys."),
    HEADER("records.headers", "--header", "NAME=VALUE", null, "Header of each record. Repeatable."),
    HEADER_FILE(
            "records.headerFile",
            "--header-file",
            "FILE",
            null,
            "File with more headers, one NAME=VALUE a line. Its values appear in no result: use it " + "for secrets."),
    RATE(
            "load.rate",
            "--rate",
            "R",
            "max",
            "Records per second: 50000, 50k, 1.5m or 100/s. max sends as fast as possible (a closed " + "loop)."),
    STAGES(
            "load.stages",
            "--stages",
            "R:D,…",
            null,
            "Rate that changes linearly, from 0 to the first rate and on to the next: " + "10k:30s,50k:60s."),
    ARRIVALS("load.arrivals", "--arrivals", "uniform|poisson", "uniform", "Spacing of records at a rate."),
    RECORDS(
            "load.records",
            "--records",
            "N",
            null,
            "Stop after this number of records: 1000000, 250k, 10m. There is no warm-up unless "
                    + "--warmup asks for one."),
    DURATION(
            "load.duration",
            "--duration",
            "D|endless",
            null,
            "Stop after this time: 30s, 5m, 1h; endless sends until Ctrl-C. Default: 10s."),
    WARMUP(
            "load.warmup",
            "--warmup",
            "auto|D",
            null,
            "Time before the measurement. Records are sent and stored, but not measured. auto waits "
                    + "until throughput is steady, for at most 30s; at a rate it is 2s. Default: auto; none "
                    + "with --records."),
    SENDER(
            "sender.kind",
            "--sender",
            "producer|direct",
            "producer",
            "producer uses the official KafkaProducer and shows what an application gets. direct "
                    + "sends batches that were built before the run, and shows what the brokers can take."),
    PROFILE(
            "sender.profile",
            "--profile",
            "kafka|throughput|latency",
            null,
            "Defaults of the sender; any other flag wins. kafka: those of the official client (acks "
                    + "all, idempotence, linger 5ms, batches of 16KiB). throughput: acks 1, linger 25ms, large "
                    + "batches. latency: acks 1, linger 0ms. Default: kafka at a rate, throughput at max."),
    WORKERS("sender.workers", "--workers", "N", null, "Number of sending threads. Default: the number of cores."),
    SPIN(
            "sender.spin",
            "--spin",
            "true|false",
            "false",
            "Busy-wait instead of sleeping. The median lag is microseconds if each worker has a core "
                    + "of its own. Requires a rate."),
    PRODUCERS(
            "sender.producers",
            "--producers",
            "own|shared",
            "own",
            "One KafkaProducer for each worker, or one for all."),
    ACKS("sender.acks", "--acks", "0|1|all", null, "Acknowledgements. Default: the profile's."),
    COMPRESSION(
            "sender.compression", "--compression", "CODEC", "none", "Compression: none, gzip, snappy, lz4 or zstd."),
    BATCH_SIZE(
            "sender.batchSize",
            "--batch-size",
            "SIZE",
            null,
            "Maximum batch size, in bytes, KiB, MiB, GiB (× 1024) or kB, MB, GB (× 1000). auto, with "
                    + "--sender direct, finds the smallest size that costs little throughput. Default: the "
                    + "profile's; with throughput 256KiB, or 1MiB with --sender direct."),
    LINGER("sender.linger", "--linger", "D", null, "Time that a batch waits for more records. Default: the profile's."),
    BUFFER_MEMORY(
            "sender.bufferMemory",
            "--buffer-memory",
            "SIZE",
            null,
            "Memory for unacknowledged records, for each producer or direct worker. Increase it for a"
                    + " distant cluster. Default: 32MiB; with profile throughput or with --batch-size 16 "
                    + "batches, and with --key one more for each partition (ten more at a rate)."),
    MAX_IN_FLIGHT("sender.maxInFlight", "--max-in-flight", "N", "5", "Maximum requests in flight on a connection."),
    OUTSTANDING(
            "sender.outstanding",
            "--outstanding",
            "N",
            null,
            "Maximum unacknowledged records for each worker. 1 sends synchronously. Default: as many "
                    + "as the buffer holds."),
    IDEMPOTENCE(
            "sender.idempotence",
            "--idempotence",
            "true|false",
            null,
            "Retries cannot create duplicates. Requires --acks all. Default: on with --acks all."),
    PRODUCER_PROPERTY(
            "sender.properties",
            "--producer-property",
            "K=V",
            null,
            "Any setting of Kafka's producer. Repeatable. Unknown names are refused."),
    VERIFY(
            "verify",
            "--verify",
            "after|live|off",
            "off",
            "Read everything back after the run and judge it. The exit code is 5 if anything was "
                    + "lost, duplicated, reordered or corrupted. live also measures how long records take to "
                    + "reach a consumer."),
    FAULT(
            "faults",
            "--fault",
            "SCHEDULE",
            null,
            "Faults of the local cluster, at times of the measurement: 'kill 2 @ 5s, restart 2 @ 8s, "
                    + "pause 1 @ 12s for 4s'. Also: resume N, fill-disk N, move-leaders, quota SIZE, add-"
                    + "partitions N, delete-topic."),
    THRESHOLD(
            "thresholds",
            "--threshold",
            "EXPR",
            null,
            "Condition that the result must meet: 'latency.response.p99Millis<50'. Otherwise the exit code is 4. "
                    + "Repeatable. 'datastorm help thresholds' lists all metrics.");

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

    /** What it belongs to. */
    public Component component() {
        return switch (path.replaceAll("\\..*", "")) {
            case "target", "cluster" -> Component.CLUSTER;
            case "records" -> Component.RECORDS;
            case "load" -> Component.LOAD;
            case "sender" -> Component.SENDER;
            case "name" -> Component.OUTPUT;
            default -> Component.CHECKS;
        };
    }

    /** Whether it holds for the whole run, and not for one of its streams. */
    public boolean ofRun() {
        return switch (this) {
            case NAME, BOOTSTRAP_SERVER, COMMAND_CONFIG, BROKERS, DATA_DIR, VERIFY, FAULT, THRESHOLD -> true;
            default -> false;
        };
    }
}
