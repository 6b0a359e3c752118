package io.datastorm.core.workload.read;

import static io.datastorm.core.workload.read.SettingParser.between;
import static io.datastorm.core.workload.read.SettingParser.oneOf;

import io.datastorm.core.pace.Load;
import io.datastorm.core.pace.Rate;
import io.datastorm.core.pace.Stage;
import io.datastorm.core.workload.DataSize;
import io.datastorm.core.workload.Extent;
import io.datastorm.core.workload.Fault;
import io.datastorm.core.workload.Profile;
import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.RecordPlan;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.Threshold;
import io.datastorm.core.workload.Verify;
import io.datastorm.core.workload.Warmup;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.client.ClientConfigFile;
import io.datastorm.core.workload.client.ClientRules;
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

/** Makes a {@link Workload} of raw settings: fills in defaults, checks everything, and reports all problems at once. */
public final class Planner {
    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(10);
    private static final Duration WARMUP_AT_RATE = Duration.ofSeconds(2);
    private static final int MAX_WORKERS = 512;
    /** Requests in flight that idempotence allows. */
    private static final int MOST_IDEMPOTENT = 5;

    private static final long MIN_BUFFER = 1 << 20;
    private static final int BUFFERED_BATCHES = 16;
    /** An acknowledgement may take so many times as long as a batch is filled. */
    private static final int LINGERS_UNDER_WAY = 10;
    /** The official client's own default. */
    private static final DataSize CLIENT_BUFFER = new DataSize(32 << 20);

    private final ClientRules rules;
    private final int cores;

    /** For a client library and a machine of so many cores. */
    public Planner(ClientRules rules, int cores) {
        this.rules = rules;
        this.cores = cores;
    }

    /**
     * The workload of these flags over this file.
     *
     * @throws InvalidInput with every problem
     */
    public Workload plan(Settings flags, Optional<Path> file) {
        List<Problem> problems = new ArrayList<>();
        file.map(path -> YamlReader.read(path, problems)).ifPresent(flags::addFile);
        return plan(flags, problems);
    }

    Workload plan(Settings settings, List<Problem> problems) {
        SettingParser parser = new SettingParser(settings, problems);
        Load load = new LoadReader(settings, parser, problems).read();
        Extent extent = extent(parser, load);
        Target target = target(parser, problems);
        RecordPlan records = records(settings, parser, problems);
        // Records with keys fill batches for all partitions side by side; those without, one after the other.
        int openBatches = records.key().isPresent() ? target.partitions() : 0;
        Filling filling = new Filling(load.openLoop(), openBatches);
        SenderPlan sender = sender(settings, parser, filling, problems);
        List<Threshold> thresholds = parser.each(Setting.THRESHOLD, Threshold::parse);
        Verify verify = Verify.valueOf(parser.value(Setting.VERIFY, oneOf("after", "live", "off"), "off")
                .toUpperCase(Locale.ROOT));
        List<Fault> faults = parser.optional(Setting.FAULT, FaultReader::read).orElse(List.of());
        String name = parser.value(Setting.NAME, Planner::name, "run");
        new PlanRules(settings, problems).check(target, extent, load, records, sender);
        new FaultRules(settings, problems).check(faults, target, extent);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        Map<String, Object> effective = new Effective(settings).of(sender, extent);
        return new Workload(name, target, records, load, extent, sender, verify, faults, thresholds, effective);
    }

    private static Extent extent(SettingParser parser, Load load) {
        Optional<Long> records = parser.optional(Setting.RECORDS, Planner::positiveCount);
        Optional<Duration> given = parser.optional(Setting.DURATION, Planner::positiveDuration);
        Optional<Duration> duration = records.isPresent()
                ? Optional.empty()
                : given.or(load::duration).or(() -> Optional.of(DEFAULT_DURATION));
        Warmup auto = load.openLoop() ? Warmup.of(WARMUP_AT_RATE) : Warmup.AUTO;
        Warmup warmup = parser.optional(Setting.WARMUP, text -> warmup(text, auto))
                .orElse(records.isPresent() ? Warmup.of(Duration.ZERO) : auto);
        return new Extent(records, duration, warmup);
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

    private SenderPlan sender(Settings settings, SettingParser parser, Filling filling, List<Problem> problems) {
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
        SenderPlan.Batch batch = batch(parser, kind, profile, filling);
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
                producerProperties(settings, problems));
    }

    /**
     * How a producer's batches fill.
     *
     * @param atRate whether they leave when they have waited long enough, and not when they are full
     * @param openBatches how many are filled side by side
     */
    private record Filling(boolean atRate, int openBatches) {}

    private static SenderPlan.Batch batch(
            SettingParser parser, SenderPlan.Kind kind, Profile profile, Filling filling) {
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
        int batches = BUFFERED_BATCHES + open * (filling.atRate() ? LINGERS_UNDER_WAY : 1);
        long least = filling.atRate() && !direct ? CLIENT_BUFFER.bytes() : MIN_BUFFER;
        return Math.max(least, Math.min(batch.bytes(), Long.MAX_VALUE / batches) * batches);
    }

    private Map<String, String> producerProperties(Settings settings, List<Problem> problems) {
        return named(settings.all(Setting.PRODUCER_PROPERTY), rules::producerProperty, problems);
    }

    /** Values that have names, each checked by a rule. */
    private static Map<String, String> named(
            List<Given> values, BiFunction<String, String, Optional<String>> rule, List<Problem> problems) {
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

    private Target target(SettingParser parser, List<Problem> problems) {
        Map<String, String> client = new LinkedHashMap<>();
        parser.optional(Setting.COMMAND_CONFIG, Path::of)
                .ifPresent(file -> client.putAll(ClientConfigFile.read(file, rules, problems)));
        return new Target(
                parser.optional(Setting.BOOTSTRAP_SERVER, Names::bootstrapServers),
                parser.value(Setting.BROKERS, between(1, 8), 1),
                parser.optional(Setting.DATA_DIR, Path::of),
                parser.value(Setting.TOPIC, Names::topic, "datastorm"),
                parser.value(Setting.PARTITIONS, between(1, 100_000), 32),
                parser.value(Setting.REPLICATION_FACTOR, between(1, 1000), 1),
                parser.optional(Setting.ALLOW_EXISTING, text -> text),
                parser.value(Setting.ALLOW_OTHER_WRITERS, SettingParser::flag, false),
                client);
    }

    private static RecordPlan records(Settings settings, SettingParser parser, List<Problem> problems) {
        parser.value(Setting.FORMAT, oneOf("avro"), "avro");
        return new RecordPlan(
                parser.optional(Setting.SCHEMA, Path::of),
                parser.value(Setting.TEMPLATE, Planner::template, "reading"),
                parser.value(Setting.POOL, between(0, 100_000_000), 1),
                parser.value(Setting.FROZEN, SettingParser::flag, false),
                parser.value(Setting.SEED, Long::parseLong, 1L),
                parser.optional(Setting.KEY, text -> text),
                headers(settings, parser, problems));
    }

    private static Map<String, String> headers(Settings settings, SettingParser parser, List<Problem> problems) {
        List<Given> given = new ArrayList<>(settings.all(Setting.HEADER));
        parser.optional(Setting.HEADER_FILE, Path::of)
                .ifPresent(file -> given.addAll(0, HeaderFile.read(file, problems)));
        return named(given, (name, value) -> Optional.empty(), problems);
    }

    private static String template(String text) {
        try {
            Templates.text(text);
            return text;
        } catch (InvalidInput e) {
            throw new IllegalArgumentException(e.problems().get(0).what(), e);
        }
    }

    private static String name(String text) {
        if (!text.matches("[A-Za-z0-9._-]{1,80}")) {
            throw new IllegalArgumentException("must be 1 to 80 letters, digits, '.', '_' or '-', got '" + text + "'");
        }
        return text;
    }

    private static long positiveCount(String text) {
        long count = Quantities.count(text);
        if (count < 1) {
            throw new IllegalArgumentException("must be positive, got " + text);
        }
        return count;
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
