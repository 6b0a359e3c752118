package io.datastorm.cli;

import io.datastorm.core.workload.read.Setting;
import io.datastorm.core.workload.read.Settings;
import java.util.List;
import picocli.CommandLine.Option;

/** The flags of {@code run} that describe the workload. All are text here: one place decides what they mean, for flags and files alike. */
final class WorkloadOptions {
    private final Settings settings = new Settings();

    Settings settings() {
        return settings;
    }

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the run, for the output directory. Default: run.")
    void name(String text) {
        settings.flag(Setting.NAME, text);
    }

    @Option(
            names = {"-b", "--bootstrap-server"},
            paramLabel = "HOST:PORT,…",
            description = "A running cluster. Default: a local one, started for this run and removed after it.")
    void bootstrapServer(String text) {
        settings.flag(Setting.BOOTSTRAP_SERVER, text);
    }

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Kafka client properties (TLS, SASL, …), as Kafka's own tools take them.")
    void commandConfig(String text) {
        settings.flag(Setting.COMMAND_CONFIG, text);
    }

    @Option(
            names = "--producer-property",
            paramLabel = "K=V",
            description = "A producer setting; repeatable. Unknown names are refused.")
    void producerProperty(List<String> texts) {
        many(Setting.PRODUCER_PROPERTY, texts);
    }

    @Option(names = "--brokers", paramLabel = "N", description = "Size of the local cluster, 1 to 8. Default: 1.")
    void brokers(String text) {
        settings.flag(Setting.BROKERS, text);
    }

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description =
                    "Where the local cluster keeps its logs, in a private directory of its own that goes after the run; "
                            + "/dev/shm takes the disk out of the picture. Default: the temporary directory.")
    void dataDir(String text) {
        settings.flag(Setting.DATA_DIR, text);
    }

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "NAME",
            description = "Topic; created if missing. Default: datastorm.")
    void topic(String text) {
        settings.flag(Setting.TOPIC, text);
    }

    @Option(names = "--partitions", paramLabel = "N", description = "Of a topic that this run creates. Default: 32.")
    void partitions(String text) {
        settings.flag(Setting.PARTITIONS, text);
    }

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Of a topic that this run creates. Default: 1.")
    void replicationFactor(String text) {
        settings.flag(Setting.REPLICATION_FACTOR, text);
    }

    @Option(
            names = "--allow-existing",
            paramLabel = "NAME",
            description = "Needed to write into a non-empty topic that DataStorm did not create; the name must match.")
    void allowExisting(String text) {
        settings.flag(Setting.ALLOW_EXISTING, text);
    }

    @Option(names = "--schema", paramLabel = "FILE.avsc", description = "An Avro schema: what the records are.")
    void schema(String text) {
        settings.flag(Setting.SCHEMA, text);
    }

    @Option(
            names = "--template",
            paramLabel = "NAME",
            description = "A schema that ships: reading, order, payment, clickstream, sensor, tweet. Default: reading.")
    void template(String text) {
        settings.flag(Setting.TEMPLATE, text);
    }

    @Option(names = "--format", paramLabel = "FORMAT", description = "Encoding of the value: avro. Default: avro.")
    void format(String text) {
        settings.flag(Setting.FORMAT, text);
    }

    @Option(names = "--sender", paramLabel = "KIND", description = "How records are sent: producer. Default: producer.")
    void sender(String text) {
        settings.flag(Setting.SENDER, text);
    }

    @Option(names = "--workers", paramLabel = "N", description = "Sending threads. Default: the number of cores.")
    void workers(String text) {
        settings.flag(Setting.WORKERS, text);
    }

    @Option(
            names = "--producers",
            paramLabel = "own|shared",
            description = "One producer per worker, or one for all. Default: own.")
    void producers(String text) {
        settings.flag(Setting.PRODUCERS, text);
    }

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Records per second in all: 50000, 50k, 1.5m, 100/s; or max, a closed loop. Default: max.")
    void rate(String text) {
        settings.flag(Setting.RATE, text);
    }

    @Option(
            names = "--stages",
            paramLabel = "R:D,…",
            description = "A load that changes in straight lines, from 0 to the first rate and on: 10k:30s,50k:60s.")
    void stages(String text) {
        settings.flag(Setting.STAGES, text);
    }

    @Option(
            names = "--arrivals",
            paramLabel = "uniform|poisson",
            description = "How records are spaced at a rate. Default: uniform.")
    void arrivals(String text) {
        settings.flag(Setting.ARRIVALS, text);
    }

    @Option(
            names = "--records",
            paramLabel = "N",
            description =
                    "Stop after exactly so many records: 1000000, 10m. Then there is no warm-up unless you ask for one.")
    void records(String text) {
        settings.flag(Setting.RECORDS, text);
    }

    @Option(names = "--duration", paramLabel = "D", description = "Stop after so long: 30s, 5m. Default: 10s.")
    void duration(String text) {
        settings.flag(Setting.DURATION, text);
    }

    @Option(
            names = "--warmup",
            paramLabel = "D",
            description = "Sent and stored, but not measured. Default: 2s; none with --records.")
    void warmup(String text) {
        settings.flag(Setting.WARMUP, text);
    }

    @Option(names = "--acks", paramLabel = "0|1|all", description = "Acknowledgements. Default: 1.")
    void acks(String text) {
        settings.flag(Setting.ACKS, text);
    }

    @Option(
            names = "--compression",
            paramLabel = "CODEC",
            description = "none, gzip, snappy, lz4 or zstd. Default: none.")
    void compression(String text) {
        settings.flag(Setting.COMPRESSION, text);
    }

    @Option(
            names = "--batch-size",
            paramLabel = "SIZE",
            description =
                    "Largest batch. Sizes are bytes, KiB, MiB, GiB (× 1024) or kB, MB, GB (× 1000). Default: 256KiB.")
    void batchSize(String text) {
        settings.flag(Setting.BATCH_SIZE, text);
    }

    @Option(names = "--linger", paramLabel = "D", description = "How long a batch waits to become full. Default: 25ms.")
    void linger(String text) {
        settings.flag(Setting.LINGER, text);
    }

    @Option(
            names = "--buffer-memory",
            paramLabel = "SIZE",
            description = "For records not sent yet, a producer. Default: 32MiB.")
    void bufferMemory(String text) {
        settings.flag(Setting.BUFFER_MEMORY, text);
    }

    @Option(
            names = "--max-in-flight",
            paramLabel = "N",
            description = "Requests under way on a connection. Default: 5.")
    void maxInFlight(String text) {
        settings.flag(Setting.MAX_IN_FLIGHT, text);
    }

    @Option(
            names = "--idempotence",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Retries cannot duplicate; needs --acks all. Default: on with --acks all.")
    void idempotence(String text) {
        settings.flag(Setting.IDEMPOTENCE, text);
    }

    @Option(
            names = "--pool",
            paramLabel = "N",
            description = "Values prepared before the clock starts. Default: 10000.")
    void pool(String text) {
        settings.flag(Setting.POOL, text);
    }

    @Option(
            names = "--frozen",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Repeat the pool unchanged, instead of stamping each record afresh.")
    void frozen(String text) {
        settings.flag(Setting.FROZEN, text);
    }

    @Option(names = "--seed", paramLabel = "N", description = "Same seed, same records. Default: 1.")
    void seed(String text) {
        settings.flag(Setting.SEED, text);
    }

    @Option(
            names = "--threshold",
            paramLabel = "EXPR",
            description = "What the result must meet, else exit 4; repeatable: latency.response.p99Millis<50, "
                    + "throughput.recordsPerSecond>=100k.")
    void threshold(List<String> texts) {
        many(Setting.THRESHOLD, texts);
    }

    /** picocli hands the whole list over again each time a repeatable flag occurs. */
    private void many(Setting setting, List<String> texts) {
        if (!texts.isEmpty()) {
            settings.flag(setting, texts.get(texts.size() - 1));
        }
    }
}
