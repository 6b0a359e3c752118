package io.datastorm.core.workload.rule;

import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.consumer.Backlog;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.ConsumerOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.core.workload.record.Keys;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.record.SchemaSource;
import io.datastorm.core.workload.record.Values;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.input.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the settings of a stream must be together. */
final class StreamRules {
    private static final int MAX_IDEMPOTENT_IN_FLIGHT = 5;
    private static final long MAX_BATCH = 1L << 30;
    /** A lane has 20 bits for its partition. */
    static final int MAX_PARTITIONS = 1_000_000;

    private final Settings settings;
    private final List<Problem> problems;

    StreamRules(Settings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    void check(Target target, StreamPlan stream) {
        SenderPlan sender = stream.sender();
        RecordPlan records = stream.records();
        int replicas = stream.topic().replicationFactor();
        if (target.local() && replicas > target.brokers()) {
            problem(
                    TopicOptions.REPLICATION_FACTOR,
                    "%d replicas need %d brokers, the local cluster has %d; add --brokers %d"
                            .formatted(replicas, replicas, target.brokers(), replicas));
        }
        topic(stream);
        idempotence(sender);
        batch(sender);
        new TransactionRules(settings, problems).check(stream);
        new ThroughRules(settings, problems).check(target, stream);
        if (sender.spin() && !stream.load().openLoop()) {
            problem(SenderOptions.SPIN, "needs a rate: at the maximum nothing is waited for; add --rate");
        }
        if (sender.kind().direct() && sender.sharedProducer()) {
            problem(
                    SenderOptions.PRODUCERS,
                    "must be own with --sender direct: there is no producer that could be shared");
        }
        if (sender.kind().direct() && sender.outstanding().isPresent()) {
            problem(SenderOptions.OUTSTANDING, "works with --sender producer only: the direct one sends whole batches");
        }
        if (!sender.kind().direct() && sender.batch().adaptive()) {
            problem(
                    SenderOptions.BATCH_SIZE,
                    "auto works with --sender direct only: a KafkaProducer's batch.size is fixed when it is made");
        }
        if (SenderPlan.Kind.BUILT_IN.contains(sender.kind()) && sender.gateway().isPresent()) {
            problem(SenderOptions.GATEWAY, "needs a sender that has one; add --sender grpc");
        }
        values(records);
        new EventRules(settings, problems).check(target, stream);
        backlog(stream);
        consuming(target, stream);
        if (records.values() instanceof Values.CompressibleBytes
                && sender.compression().equals("none")) {
            problem(RecordOptions.COMPRESSIBILITY, "needs a codec; add --compression lz4, for example");
        }
        if (stream.load().inBytes() && records.pool() == 0) {
            problem(
                    settings.one(LoadOptions.STAGES).isPresent() ? LoadOptions.STAGES : LoadOptions.RATE,
                    "in bytes needs values that are prepared, so that their size is known; write it in records");
        }
        pool(sender.kind().direct(), records);
    }

    /** Who prepares how many values. */
    private void pool(boolean direct, RecordPlan records) {
        if (records.values() instanceof Values.OfCapture) {
            if (direct) {
                problem(
                        RecordOptions.REPLAY,
                        "works with --sender producer only: the direct one sends what was prepared");
            }
            return;
        }
        boolean counting = records.values() instanceof Values.Counter;
        boolean given = settings.one(RecordOptions.POOL)
                .filter(pool -> !pool.text().equals("0"))
                .isPresent();
        if (given && records.values() instanceof Values.OfFile) {
            problem(RecordOptions.POOL, "is the number of values with --payload-file; leave it out");
        }
        if (given && counting) {
            problem(RecordOptions.POOL, "must be 0 with --payload-monotonic: the value is made when it is sent");
        }
        if (direct && counting) {
            problem(
                    RecordOptions.PAYLOAD_MONOTONIC,
                    "works with --sender producer only: the direct one sends what was prepared");
        } else if (direct && records.pool() == 0) {
            problem(RecordOptions.POOL, "must be positive with --sender direct: it sends what was prepared");
        }
        if (records.frozen() && counting) {
            problem(
                    RecordOptions.FROZEN,
                    "does not go with --payload-monotonic: a counter never repeats; leave one of them out");
        } else if (records.frozen() && records.pool() == 0) {
            problem(RecordOptions.POOL, "must be positive with --frozen: there would be nothing to repeat");
        }
    }

    /** What a broker would refuse with each record. */
    private void topic(StreamPlan stream) {
        if (stream.topic().allPartitions() > MAX_PARTITIONS) {
            problem(
                    TopicOptions.TOPICS,
                    "%,d topics with %,d partitions are %,d partitions; %,d are possible"
                            .formatted(
                                    stream.topic().count(),
                                    stream.topic().partitions(),
                                    stream.topic().allPartitions(),
                                    MAX_PARTITIONS));
        }
        Map<String, String> topic = stream.topic().settings();
        if (topic.getOrDefault("cleanup.policy", "").contains("compact")
                && stream.records().keys().isEmpty()
                && !(stream.records().values() instanceof Values.OfCapture)) {
            problem(TopicOptions.TOPIC_CONFIG, "compact needs records with keys; add --key or --keys");
        }
        int replicas = stream.topic().replicationFactor();
        String needed = topic.getOrDefault("min.insync.replicas", "1");
        if (stream.sender().acks().equals("all") && needed.matches("[1-9]") && Integer.parseInt(needed) > replicas) {
            problem(
                    TopicOptions.TOPIC_CONFIG,
                    "min.insync.replicas=%s needs as many replicas; add --replication-factor %s"
                            .formatted(needed, needed));
        }
    }

    private void messages(RecordPlan records) {
        boolean messages = records.schema().filter(SchemaSource::messages).isPresent();
        if (!messages && settings.one(RecordOptions.MESSAGE).isPresent()) {
            problem(RecordOptions.MESSAGE, "needs messages of Protobuf; add --schema FILE.proto");
        }
        if (messages
                && records.values() instanceof Values.OfSchema of
                && !of.format().messages()) {
            problem(
                    RecordOptions.FORMAT,
                    "must be protobuf or protobuf-registry for messages of Protobuf, got '%s'"
                            .formatted(of.format().text()));
        }
    }

    /** What holds for some values only. */
    private void values(RecordPlan records) {
        boolean ofSchema = records.values() instanceof Values.OfSchema;
        if (!ofSchema && records.keys().orElse(null) instanceof Keys.OfField) {
            problem(RecordOptions.KEY, "needs values of a schema: others have no fields; add --keys instead");
        }
        if (!ofSchema && settings.one(RecordOptions.FORMAT).isPresent()) {
            problem(RecordOptions.FORMAT, "needs values of a schema: others are bytes as they are; leave it out");
        }
        messages(records);
        if (records.keys().isEmpty() && records.tombstones() > 0) {
            problem(RecordOptions.TOMBSTONES, "need keys: they say which key is deleted; add --key or --keys");
        }
        if (records.keys().isEmpty() && settings.one(RecordOptions.KEY_FORMAT).isPresent()) {
            problem(RecordOptions.KEY_FORMAT, "needs keys; add --key or --keys");
        }
        if (!(records.keys().orElse(null) instanceof Keys.OfNumbers)
                && settings.one(RecordOptions.KEY_SIZE).isPresent()) {
            problem(
                    RecordOptions.KEY_SIZE,
                    "is for keys that are numbers, written as text; add --keys, such as --keys uniform:1000");
        }
        if (!(records.keys().orElse(null) instanceof Keys.OfSchema)
                && settings.one(RecordOptions.KEY_SCHEMA).isPresent()) {
            problem(RecordOptions.KEY_SCHEMA, "is for keys that are numbers; add --keys, such as --keys uniform:1000");
        }
        boolean plain =
                records.values() instanceof Values.PlainBytes || records.values() instanceof Values.CompressibleBytes;
        for (Option<?> option : List.of(RecordOptions.RANDOM_RATIO, RecordOptions.COMPRESSIBILITY)) {
            if (!plain && settings.one(option).isPresent()) {
                problem(option, "needs plain bytes; add --record-size or --size-distribution");
            }
        }
        if (!(records.values() instanceof Values.OfFile)
                && settings.one(RecordOptions.PAYLOAD_DELIMITER).isPresent()) {
            problem(RecordOptions.PAYLOAD_DELIMITER, "needs values of a file; add --payload-file");
        }
    }

    private void idempotence(SenderPlan sender) {
        if (!sender.idempotence()) {
            return;
        }
        if (!sender.acks().equals("all")) {
            problem(SenderOptions.IDEMPOTENCE, "needs acks=all, but acks is " + sender.acks() + "; add --acks all");
        }
        if (sender.maxInFlight() > MAX_IDEMPOTENT_IN_FLIGHT) {
            problem(
                    SenderOptions.MAX_IN_FLIGHT,
                    "must be at most 5 with idempotence, got " + sender.maxInFlight()
                            + "; lower it, or add --idempotence=false");
        }
    }

    private void batch(SenderPlan sender) {
        long batch = sender.batch().size().bytes();
        if (batch > MAX_BATCH) {
            problem(
                    SenderOptions.BATCH_SIZE,
                    "must be at most 1GiB, got " + sender.batch().size());
        }
        if (batch > sender.batch().bufferMemory().bytes()) {
            problem(
                    SenderOptions.BUFFER_MEMORY,
                    "must hold at least one batch of %s, got %s; add --buffer-memory"
                            .formatted(sender.batch().size(), sender.batch().bufferMemory()));
        }
    }

    /** Draining takes time. */
    private void backlog(StreamPlan stream) {
        Optional<Duration> fill =
                stream.consumers().flatMap(ConsumerPlan::backlog).flatMap(Backlog::time);
        if (fill.isPresent()
                && stream.extent()
                        .duration()
                        .filter(run -> run.compareTo(fill.get()) <= 0)
                        .isPresent()) {
            problem(
                    ConsumerOptions.BACKLOG,
                    "the run ends after %s, when nothing is drained yet; add --duration"
                            .formatted(
                                    Quantities.format(stream.extent().duration().get())));
        }
    }

    /** What a stream that writes nothing must be. */
    private void consuming(Target target, StreamPlan stream) {
        if (!stream.consumesOnly()) {
            return;
        }
        if (target.local() && target.dataDirectory().isEmpty()) {
            problem(
                    ConsumerOptions.ROLE,
                    "consume reads a topic that exists: name its cluster with "
                            + ClusterOptions.BOOTSTRAP_SERVER.flag());
        }
        if (settings.one(CheckOptions.VERIFY)
                .filter(given -> !given.text().equals("off"))
                .isPresent()) {
            problem(CheckOptions.VERIFY, "needs records that this run has written; leave out --role consume");
        }
    }

    private void problem(Option<?> setting, String what) {
        problems.add(new Problem(settings.where(setting), what));
    }
}
