package io.datastorm.core.workload.option;

import static io.datastorm.core.workload.option.Parsers.between;
import static io.datastorm.core.workload.option.Parsers.constant;
import static io.datastorm.core.workload.option.Parsers.oneOf;

import io.datastorm.core.workload.BatchSize;
import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.Profile;
import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.TransactionPlan;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** How the records of a stream are sent. A constant is explained by its description. */
public final class SenderOptions {
    private static final Pattern PLUGIN = Pattern.compile("[a-z][a-z0-9-]{0,40}");

    /** Whose a KafkaProducer is. */
    public enum Producers {
        /** Each worker's own. */
        OWN,
        /** All workers'. */
        SHARED
    }

    public static final Option<SenderPlan.Kind> SENDER = Option.of(
                    "sender.kind",
                    "--sender",
                    "producer|direct|PLUGIN",
                    SenderOptions::kind,
                    "producer uses the official KafkaProducer and shows what an application gets. direct sends "
                            + "batches that were built before the run, and shows what the brokers can take. A plugin "
                            + "has a name of its own (docs/extending.md).")
            .fallback("producer");

    public static final Option<Profile> PROFILE = Option.of(
            "sender.profile",
            "--profile",
            "kafka|throughput|latency",
            constant(Profile.class),
            "Defaults of the sender; any other flag wins. kafka: those of the official client (acks all, "
                    + "idempotence, linger 5ms, batches of 16KiB). throughput: acks 1, linger 25ms, large batches. "
                    + "latency: acks 1, linger 0ms. Default: kafka at a rate, throughput at max.");

    public static final Option<Integer> WORKERS = Option.of(
            "sender.workers",
            "--workers",
            "N",
            between(1, 512),
            "Number of sending threads. Default: the number of cores.");

    public static final Option<Boolean> SPIN = Option.of(
                    "sender.spin",
                    "--spin",
                    "true|false",
                    Parsers::flag,
                    "Busy-wait instead of sleeping. The median lag is microseconds if each worker has a core of its "
                            + "own. Requires a rate.")
            .fallback("false")
            .alone("true");

    public static final Option<Producers> PRODUCERS = Option.of(
                    "sender.producers",
                    "--producers",
                    "own|shared",
                    constant(Producers.class),
                    "One KafkaProducer for each worker, or one for all.")
            .fallback("own");

    public static final Option<String> ACKS = Option.of(
            "sender.acks", "--acks", "0|1|all", oneOf("0", "1", "all"), "Acknowledgements. Default: the profile's.");

    public static final Option<String> COMPRESSION = Option.of(
                    "sender.compression",
                    "--compression",
                    "CODEC",
                    oneOf("none", "gzip", "snappy", "lz4", "zstd"),
                    "Compression: none, gzip, snappy, lz4 or zstd.")
            .fallback("none");

    public static final Option<BatchSize> BATCH_SIZE = Option.of(
            "sender.batchSize",
            "--batch-size",
            "SIZE",
            BatchSize::parse,
            "Maximum batch size, in bytes, KiB, MiB, GiB (× 1024) or kB, MB, GB (× 1000). auto, with "
                    + "--sender direct, finds the smallest size that costs little throughput. Default: the profile's; "
                    + "with throughput 256KiB, or 1MiB with --sender direct.");

    public static final Option<Duration> LINGER = Option.of(
            "sender.linger",
            "--linger",
            "D",
            Quantities::duration,
            "Time that a batch waits for more records. Default: the profile's.");

    public static final Option<DataSize> BUFFER_MEMORY = Option.of(
            "sender.bufferMemory",
            "--buffer-memory",
            "SIZE",
            DataSize::parse,
            "Memory for unacknowledged records, for each producer or direct worker. Increase it for a "
                    + "distant cluster. Default: 32MiB; with profile throughput or with --batch-size 16 batches, and "
                    + "with --key one more for each partition (ten more at a rate).");

    public static final Option<Integer> MAX_IN_FLIGHT = Option.of(
                    "sender.maxInFlight",
                    "--max-in-flight",
                    "N",
                    between(1, 1_000_000),
                    "Maximum requests in flight on a connection.")
            .fallback("5");

    public static final Option<Integer> OUTSTANDING = Option.of(
            "sender.outstanding",
            "--outstanding",
            "N",
            between(1, 1_000_000),
            "Maximum unacknowledged records for each worker. 1 sends synchronously. Default: as many as the "
                    + "buffer holds.");

    public static final Option<Boolean> IDEMPOTENCE = Option.of(
                    "sender.idempotence",
                    "--idempotence",
                    "true|false",
                    Parsers::flag,
                    "Retries cannot create duplicates. Requires --acks all. Default: on with --acks all.")
            .alone("true");

    public static final Option<TransactionPlan> TRANSACTIONS = Option.of(
            "sender.transactions",
            "--transactions",
            "N|D",
            TransactionPlan::parse,
            "Write records in transactions of N records each (1000), or of this time (200ms). Each worker has its own "
                    + "transactional id, and one transaction at a time. Default: no transactions.");

    public static final Option<Double> ABORT_RATE = Option.of(
            "sender.abortRate",
            "--abort-rate",
            "SHARE",
            Parsers::share,
            "Share of transactions that are aborted on purpose when their records are stored, such as 5%. Default: "
                    + "none.");

    public static final Option<String> GATEWAY = Option.of(
            "sender.gateway",
            "--gateway",
            "HOST:PORT",
            Names::address,
            "Gateway of --sender grpc. Default: one that is started with the run.");

    public static final Option<String> PRODUCER_PROPERTY = Option.of(
                    "sender.properties",
                    "--producer-property",
                    "K=V",
                    Parsers::text,
                    "Any setting of Kafka's producer. Repeatable. Unknown names are refused.")
            .map();

    /** All of them. */
    public static final List<Option<?>> ALL = List.of(
            SENDER,
            PROFILE,
            WORKERS,
            SPIN,
            PRODUCERS,
            ACKS,
            COMPRESSION,
            BATCH_SIZE,
            LINGER,
            BUFFER_MEMORY,
            MAX_IN_FLIGHT,
            OUTSTANDING,
            IDEMPOTENCE,
            TRANSACTIONS,
            ABORT_RATE,
            GATEWAY,
            PRODUCER_PROPERTY);

    private SenderOptions() {}

    private static SenderPlan.Kind kind(String text) {
        if (!PLUGIN.matcher(text).matches()) {
            throw new IllegalArgumentException("must be producer, direct or the name of a plugin, got '" + text + "'");
        }
        return new SenderPlan.Kind(text);
    }
}
