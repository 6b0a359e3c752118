package io.datastorm.core.workload.read;

import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.Shard;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.workload.BatchSize;
import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.Profile;
import io.datastorm.core.workload.RunLength;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.TopicPlan;
import io.datastorm.core.workload.TransactionPlan;
import io.datastorm.core.workload.Warmup;
import io.datastorm.core.workload.client.ClientRules;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Names;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.setting.OptionValues;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.StreamSettings;
import io.datastorm.core.workload.through.ThroughPlan;
import io.datastorm.generator.capture.CaptureFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes a {@link StreamPlan} of raw settings; what is wrong with them goes to a list. */
final class StreamPlanner {
    /** Nobody captures more; times in another unit are more. */
    private static final Duration LONGEST = Duration.ofDays(3660);

    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(10);
    private static final Duration WARMUP_AT_RATE = Duration.ofSeconds(2);
    /** Requests in flight that idempotence allows. */
    private static final int MOST_IDEMPOTENT = 5;

    private static final long MIN_BUFFER = 1 << 20;
    private static final int BUFFERED_BATCHES = 16;
    /** The official client's batch size. */
    private static final long LEAST_BATCH = 16 << 10;

    private static final long MOST_OPEN = 64 << 20;
    /** An acknowledgement may take so many times as long as a batch is filled. */
    private static final int LINGERS_IN_FLIGHT = 10;
    /** The official client's own default. */
    private static final DataSize CLIENT_BUFFER = new DataSize(32 << 20);

    /** Empty if it is the only one. */
    private final Optional<String> name;

    private final Settings settings;
    private final OptionValues options;
    private final ClientRules rules;
    private final int cores;
    private final List<Problem> problems;

    StreamPlanner(StreamSettings stream, ClientRules rules, int cores, List<Problem> problems) {
        this.name = stream.name();
        this.settings = stream.settings();
        this.options = new OptionValues(settings, problems);
        this.rules = rules;
        this.cores = cores;
        this.problems = problems;
    }

    /** The plan. */
    StreamPlan plan() {
        name.filter(stream -> !Names.label(stream)).ifPresent(this::refuseName);
        Optional<CaptureFile> capture = options.optional(RecordOptions.REPLAY).flatMap(this::capture);
        Load load = new LoadReader(settings, options, problems).read(capture);
        TopicPlan topic = topic(capture);
        RecordPlan records = new RecordPlanner(settings, options, problems).plan(capture);
        boolean sideBySide = records.partitioning().sideBySide(records.keys().isPresent() || capture.isPresent());
        int openBatches = sideBySide ? topic.allPartitions() : 0;
        SenderPlan sender = sender(new Filling(load.openLoop(), openBatches));
        Optional<ConsumerPlan> consumers = new ConsumerPlanner(settings, rules, problems).plan();
        RunLength extent = consumers.filter(ConsumerPlan::only).isPresent() ? reading() : extent(load);
        return new StreamPlan(name, topic, records, load, extent, sender, consumers, through(), Shard.WHOLE);
    }

    private Optional<ThroughPlan> through() {
        return options.optional(CheckOptions.THROUGH)
                .map(topic -> new ThroughPlan(
                        topic,
                        options.get(CheckOptions.EXPECT),
                        options.get(CheckOptions.THROUGH_TIMEOUT),
                        options.optional(CheckOptions.THROUGH_BOOTSTRAP_SERVER)));
    }

    private Optional<CaptureFile> capture(Path file) {
        try {
            CaptureFile read =
                    CaptureFile.read(file, options.optional(LoadOptions.RECORDS).orElse(Long.MAX_VALUE));
            requireTimes(read.extent());
            return Optional.of(read);
        } catch (InvalidInput e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private void requireTimes(CaptureFile.Extent extent) {
        Duration span = Duration.ofMillis(extent.spanMillis());
        if (span.compareTo(LONGEST) > 0) {
            problems.add(new Problem(
                    settings.where(RecordOptions.REPLAY),
                    ("the times of its records are %,d days apart: some of them are not those at which records came, "
                                    + "in milliseconds")
                            .formatted(span.toDays())));
        }
    }

    private TopicPlan topic(Optional<CaptureFile> capture) {
        String topic = options.optional(TopicOptions.TOPIC)
                .or(() -> name.map(this::topicOf))
                .or(TopicOptions.TOPIC::fallback)
                .orElseThrow();
        int topics = options.get(TopicOptions.TOPICS);
        return new TopicPlan(
                topic,
                Topics.of(topic, topics),
                options.optional(TopicOptions.PARTITIONS)
                        .or(() -> capture.map(CaptureFile::partitions))
                        .orElseGet(() -> Math.max(1, options.get(TopicOptions.PARTITIONS) / topics)),
                options.get(TopicOptions.REPLICATION_FACTOR),
                new NamedValues(problems).read(settings.all(TopicOptions.TOPIC_CONFIG), rules::topicSetting),
                options.optional(TopicOptions.ALLOW_EXISTING),
                options.get(TopicOptions.ALLOW_OTHER_WRITERS));
    }

    /** What is there is read to its end, unless it is said how much of it. */
    private RunLength reading() {
        return new RunLength(
                options.optional(LoadOptions.RECORDS),
                options.optional(LoadOptions.DURATION).flatMap(duration -> duration),
                Warmup.of(Duration.ZERO));
    }

    private RunLength extent(Load load) {
        if (load instanceof Load.Recorded recorded) {
            return new RunLength(
                    given(LoadOptions.DURATION)
                            ? Optional.empty()
                            : Optional.of(recorded.arrivals().records()),
                    options.optional(LoadOptions.DURATION)
                            .flatMap(duration -> duration)
                            .map(asked -> shorter(asked, recorded)),
                    Warmup.of(Duration.ZERO));
        }
        Optional<Long> records = options.optional(LoadOptions.RECORDS);
        Optional<Duration> duration = records.isPresent()
                ? Optional.empty()
                : options.optional(LoadOptions.DURATION)
                        .orElseGet(() -> load.duration().or(() -> Optional.of(DEFAULT_DURATION)));
        Warmup auto = load.openLoop() ? Warmup.of(WARMUP_AT_RATE) : Warmup.AUTO;
        Warmup warmup = options.optional(LoadOptions.WARMUP)
                .map(given -> given.map(Warmup::of).orElse(auto))
                .orElse(records.isPresent() ? Warmup.of(Duration.ZERO) : auto);
        return new RunLength(records, duration, warmup);
    }

    /** Behind the end of the recording nothing is measured. */
    private static Duration shorter(Duration asked, Load.Recorded recorded) {
        Duration whole = recorded.duration().orElseThrow();
        return asked.compareTo(whole) < 0 ? asked : whole.plusMillis(1);
    }

    private boolean given(Option<?> option) {
        return settings.one(option).isPresent();
    }

    private SenderPlan sender(Filling filling) {
        SenderPlan.Kind kind = options.get(SenderOptions.SENDER);
        Profile profile =
                options.optional(SenderOptions.PROFILE).orElse(filling.atRate() ? Profile.KAFKA : Profile.THROUGHPUT);
        Optional<TransactionPlan> transactions = transactions();
        String acks = options.optional(SenderOptions.ACKS)
                .orElse(transactions.isPresent() ? Profile.KAFKA.acks() : profile.acks());
        int inFlight = options.get(SenderOptions.MAX_IN_FLIGHT);
        // As in the official client, a profile's idempotence gives way to more requests in flight.
        boolean idempotent = acks.equals("all")
                && (inFlight <= MOST_IDEMPOTENT
                        || settings.one(SenderOptions.ACKS).isPresent());
        SenderPlan.Batch batch = batch(kind, profile, filling);
        return new SenderPlan(
                kind,
                profile,
                options.optional(SenderOptions.WORKERS).orElse(cores),
                options.get(SenderOptions.SPIN),
                options.get(SenderOptions.PRODUCERS) == SenderOptions.Producers.SHARED,
                acks,
                options.get(SenderOptions.COMPRESSION),
                batch,
                inFlight,
                options.optional(SenderOptions.OUTSTANDING),
                options.optional(SenderOptions.IDEMPOTENCE).orElse(idempotent),
                transactions,
                options.optional(SenderOptions.GATEWAY),
                new NamedValues(problems).read(settings.all(SenderOptions.PRODUCER_PROPERTY), rules::producerProperty));
    }

    private Optional<TransactionPlan> transactions() {
        Optional<Double> aborted = options.optional(SenderOptions.ABORT_RATE);
        return options.optional(SenderOptions.TRANSACTIONS).map(plan -> plan.aborting(aborted.orElse(0.0)));
    }

    /**
     * How a producer's batches fill.
     *
     * @param atRate whether they leave when they have waited long enough, and not when they are full
     * @param openBatches how many are filled side by side
     */
    private record Filling(boolean atRate, int openBatches) {}

    private SenderPlan.Batch batch(SenderPlan.Kind kind, Profile profile, Filling filling) {
        BatchSize asked = options.optional(SenderOptions.BATCH_SIZE).orElse(BatchSize.DEFAULT);
        DataSize size = asked.fixed()
                .orElseGet(() -> asked.adaptive()
                        ? Profile.THROUGHPUT.batch(kind)
                        : fitting(profile.batch(kind), kind, filling.openBatches()));
        boolean asTheClient = profile != Profile.THROUGHPUT && asked.equals(BatchSize.DEFAULT);
        DataSize buffer = asTheClient ? CLIENT_BUFFER : new DataSize(enough(size, kind, filling));
        return new SenderPlan.Batch(
                size,
                asked.adaptive(),
                options.optional(SenderOptions.LINGER).orElse(profile.linger()),
                options.optional(SenderOptions.BUFFER_MEMORY).orElse(buffer));
    }

    /**
     * Where batches for very many partitions are filled side by side, smaller ones are enough, and need less memory.
     */
    private static DataSize fitting(DataSize batch, SenderPlan.Kind kind, int openBatches) {
        long bytes = batch.bytes();
        while (!kind.direct() && bytes > LEAST_BATCH && bytes * openBatches > MOST_OPEN) {
            bytes /= 2;
        }
        return new DataSize(bytes);
    }

    /**
     * At full load batches leave when they are full, and a buffer of a few of them is enough for a cluster nearby. In a
     * larger one a saturated producer only keeps more records waiting: they leave the processor's caches, outlive young
     * collections, and make everything slower (docs/speed.md). At a rate batches leave nearly empty, and each takes a
     * whole batch of the producer's buffer until it is acknowledged.
     */
    private static long enough(DataSize batch, SenderPlan.Kind kind, Filling filling) {
        boolean direct = kind.direct();
        // The direct sender fills one batch at a time, with keys or without.
        int open = direct ? 0 : filling.openBatches();
        int batches = BUFFERED_BATCHES + open * (filling.atRate() ? LINGERS_IN_FLIGHT : 1);
        long least = filling.atRate() && !direct ? CLIENT_BUFFER.bytes() : MIN_BUFFER;
        return Math.max(least, Math.min(batch.bytes(), Long.MAX_VALUE / batches) * batches);
    }

    private void refuseName(String stream) {
        problems.add(new Problem(
                "streams." + stream,
                "the name of a stream must be 1 to 80 letters, digits, '.', '_' or '-', and not dots alone"));
    }

    /** Without a topic of its own a stream has the one of its name. */
    private String topicOf(String stream) {
        try {
            return Names.topic(stream);
        } catch (IllegalArgumentException e) {
            problems.add(new Problem("streams." + stream, e.getMessage() + "; give the stream a topic"));
            return stream;
        }
    }
}
