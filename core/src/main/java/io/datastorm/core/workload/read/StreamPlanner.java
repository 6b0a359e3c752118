package io.datastorm.core.workload.read;

import static io.datastorm.core.workload.setting.SettingParser.between;
import static io.datastorm.core.workload.setting.SettingParser.oneOf;

import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.Rate;
import io.datastorm.core.pace.Stage;
import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.Profile;
import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.RecordPlan;
import io.datastorm.core.workload.RunLength;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.TopicPlan;
import io.datastorm.core.workload.Warmup;
import io.datastorm.core.workload.client.ClientRules;
import io.datastorm.core.workload.setting.Given;
import io.datastorm.core.workload.setting.Setting;
import io.datastorm.core.workload.setting.SettingParser;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.StreamSettings;
import io.datastorm.generator.Templates;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.generator.input.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Makes a {@link StreamPlan} of raw settings; what is wrong with them goes to a list. */
final class StreamPlanner {
    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(10);
    private static final Duration WARMUP_AT_RATE = Duration.ofSeconds(2);
    private static final int MAX_WORKERS = 512;
    /** Requests in flight that idempotence allows. */
    private static final int MOST_IDEMPOTENT = 5;

    private static final long MIN_BUFFER = 1 << 20;
    private static final int BUFFERED_BATCHES = 16;
    /** An acknowledgement may take so many times as long as a batch is filled. */
    private static final int LINGERS_IN_FLIGHT = 10;
    /** The official client's own default. */
    private static final DataSize CLIENT_BUFFER = new DataSize(32 << 20);

    /** Empty if it is the only one. */
    private final Optional<String> name;

    private final Settings settings;
    private final SettingParser parser;
    private final ClientRules rules;
    private final int cores;
    private final List<Problem> problems;

    StreamPlanner(StreamSettings stream, ClientRules rules, int cores, List<Problem> problems) {
        this.name = stream.name();
        this.settings = stream.settings();
        this.parser = new SettingParser(settings, problems);
        this.rules = rules;
        this.cores = cores;
        this.problems = problems;
    }

    /** The plan. */
    StreamPlan plan() {
        name.filter(stream -> !Names.label(stream)).ifPresent(this::refuseName);
        Load load = new LoadReader(settings, parser, problems).read();
        TopicPlan topic = topic();
        RecordPlan records = records();
        // Records with keys fill batches for all partitions side by side; those without, one after the other.
        int openBatches = records.key().isPresent() ? topic.partitions() : 0;
        SenderPlan sender = sender(new Filling(load.openLoop(), openBatches));
        return new StreamPlan(name, topic, records, load, extent(load), sender);
    }

    private TopicPlan topic() {
        return new TopicPlan(
                parser.optional(Setting.TOPIC, Names::topic)
                        .or(() -> name.map(this::topicOf))
                        .or(Setting.TOPIC::fallback)
                        .orElseThrow(),
                parser.value(Setting.PARTITIONS, between(1, 100_000), 32),
                parser.value(Setting.REPLICATION_FACTOR, between(1, 1000), 1),
                parser.optional(Setting.ALLOW_EXISTING, text -> text),
                parser.value(Setting.ALLOW_OTHER_WRITERS, SettingParser::flag, false));
    }

    private RunLength extent(Load load) {
        Optional<Long> records = parser.optional(Setting.RECORDS, StreamPlanner::positiveCount);
        Optional<Optional<Duration>> given = parser.optional(Setting.DURATION, StreamPlanner::time);
        Optional<Duration> duration = records.isPresent()
                ? Optional.empty()
                : given.orElseGet(() -> load.duration().or(() -> Optional.of(DEFAULT_DURATION)));
        Warmup auto = load.openLoop() ? Warmup.of(WARMUP_AT_RATE) : Warmup.AUTO;
        Warmup warmup = parser.optional(Setting.WARMUP, text -> warmup(text, auto))
                .orElse(records.isPresent() ? Warmup.of(Duration.ZERO) : auto);
        return new RunLength(records, duration, warmup);
    }

    private static Warmup warmup(String text, Warmup auto) {
        if (text.equals(Warmup.AUTO_TEXT)) {
            return auto;
        }
        try {
            return Warmup.of(Quantities.duration(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; or auto", e);
        }
    }

    private SenderPlan sender(Filling filling) {
        SenderPlan.Kind kind =
                SenderPlan.Kind.valueOf(parser.value(Setting.SENDER, oneOf("producer", "direct"), "producer")
                        .toUpperCase(Locale.ROOT));
        Profile profile = parser.optional(Setting.PROFILE, oneOf(Profile.names().toArray(String[]::new)))
                .map(Profile::named)
                .orElse(filling.atRate() ? Profile.KAFKA : Profile.THROUGHPUT);
        String acks = parser.optional(Setting.ACKS, oneOf("0", "1", "all")).orElse(profile.acks());
        int inFlight = parser.value(Setting.MAX_IN_FLIGHT, between(1, 1_000_000), 5);
        // As in the official client, a profile's idempotence gives way to more requests in flight.
        boolean idempotent = acks.equals("all")
                && (inFlight <= MOST_IDEMPOTENT || settings.one(Setting.ACKS).isPresent());
        SenderPlan.Batch batch = batch(kind, profile, filling);
        return new SenderPlan(
                kind,
                profile,
                parser.value(Setting.WORKERS, between(1, MAX_WORKERS), cores),
                parser.value(Setting.SPIN, SettingParser::flag, false),
                parser.value(Setting.PRODUCERS, oneOf("own", "shared"), "own").equals("shared"),
                acks,
                parser.value(Setting.COMPRESSION, oneOf("none", "gzip", "snappy", "lz4", "zstd"), "none"),
                batch,
                inFlight,
                parser.optional(Setting.OUTSTANDING, between(1, 1_000_000)),
                parser.optional(Setting.IDEMPOTENCE, SettingParser::flag).orElse(idempotent),
                producerProperties());
    }

    /**
     * How a producer's batches fill.
     *
     * @param atRate whether they leave when they have waited long enough, and not when they are full
     * @param openBatches how many are filled side by side
     */
    private record Filling(boolean atRate, int openBatches) {}

    private SenderPlan.Batch batch(SenderPlan.Kind kind, Profile profile, Filling filling) {
        BatchSize asked = parser.value(Setting.BATCH_SIZE, BatchSize::parse, BatchSize.DEFAULT);
        DataSize size = asked.fixed().orElse(asked.adaptive() ? Profile.THROUGHPUT.batch(kind) : profile.batch(kind));
        boolean asTheClient = profile != Profile.THROUGHPUT && asked.equals(BatchSize.DEFAULT);
        DataSize buffer = asTheClient ? CLIENT_BUFFER : new DataSize(enough(size, kind, filling));
        return new SenderPlan.Batch(
                size,
                asked.adaptive(),
                parser.optional(Setting.LINGER, Quantities::duration).orElse(profile.linger()),
                parser.optional(Setting.BUFFER_MEMORY, DataSize::parse).orElse(buffer));
    }

    /**
     * At full load batches leave when they are full, and a buffer of a few of them is enough for a cluster nearby. In a
     * larger one a saturated producer only keeps more records waiting: they leave the processor's caches, outlive young
     * collections, and make everything slower (docs/speed.md). At a rate batches leave nearly empty, and each takes a
     * whole batch of the producer's buffer until it is acknowledged.
     */
    private static long enough(DataSize batch, SenderPlan.Kind kind, Filling filling) {
        boolean direct = kind == SenderPlan.Kind.DIRECT;
        // The direct sender fills one batch at a time, with keys or without.
        int open = direct ? 0 : filling.openBatches();
        int batches = BUFFERED_BATCHES + open * (filling.atRate() ? LINGERS_IN_FLIGHT : 1);
        long least = filling.atRate() && !direct ? CLIENT_BUFFER.bytes() : MIN_BUFFER;
        return Math.max(least, Math.min(batch.bytes(), Long.MAX_VALUE / batches) * batches);
    }

    private Map<String, String> producerProperties() {
        return named(settings.all(Setting.PRODUCER_PROPERTY), rules::producerProperty);
    }

    /** Values that have names, each checked by a rule. */
    private Map<String, String> named(List<Given> values, BiFunction<String, String, Optional<String>> rule) {
        Map<String, String> named = new LinkedHashMap<>();
        for (Given given : values) {
            int equals = given.text().indexOf('=');
            if (equals < 1) {
                problems.add(new Problem(given.where(), "must be name=value, got '" + given.text() + "'"));
                continue;
            }
            String name = given.text().substring(0, equals).trim();
            String value = given.text().substring(equals + 1).trim();
            rule.apply(name, value).ifPresent(what -> problems.add(new Problem(given.where(), what)));
            named.put(name, value);
        }
        return named;
    }

    private RecordPlan records() {
        parser.value(Setting.FORMAT, oneOf("avro"), "avro");
        return new RecordPlan(
                parser.optional(Setting.SCHEMA, Path::of),
                parser.value(Setting.TEMPLATE, StreamPlanner::template, "reading"),
                parser.value(Setting.POOL, between(0, 100_000_000), 1),
                parser.value(Setting.FROZEN, SettingParser::flag, false),
                parser.value(Setting.SEED, StreamPlanner::seed, 1L),
                parser.optional(Setting.KEY, text -> text),
                headers());
    }

    private Map<String, String> headers() {
        List<Given> given = new ArrayList<>(settings.all(Setting.HEADER));
        parser.optional(Setting.HEADER_FILE, Path::of)
                .ifPresent(file -> given.addAll(0, HeaderFile.read(file, problems)));
        return named(given, (name, value) -> Optional.empty());
    }

    private static String template(String text) {
        try {
            Templates.text(text);
            return text;
        } catch (InvalidInput e) {
            throw new IllegalArgumentException(e.problems().get(0).what(), e);
        }
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

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number, got '" + text + "'", e);
        }
    }

    private static long positiveCount(String text) {
        long count = Quantities.count(text);
        if (count < 1) {
            throw new IllegalArgumentException("must be positive, got " + text);
        }
        return count;
    }

    /** Empty for one without an end. */
    private static Optional<Duration> time(String text) {
        if (text.equals(RunLength.ENDLESS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(positiveDuration(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; or " + RunLength.ENDLESS, e);
        }
    }

    private static Duration positiveDuration(String text) {
        Duration duration = Quantities.duration(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("must be longer than nothing, got " + text);
        }
        return duration;
    }

    /** A load's stages: {@code 10k:30s,50k:60s}. */
    static List<Stage> stages(String text) {
        List<Stage> stages = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] halves = part.trim().split(":", -1);
            if (halves.length != 2) {
                throw new IllegalArgumentException(
                        "the stage '" + part + "' must be rate:duration; write 10k:30s,50k:60s");
            }
            stages.add(new Stage(Rate.parse(halves[0]), positiveDuration(halves[1])));
        }
        return stages;
    }
}
