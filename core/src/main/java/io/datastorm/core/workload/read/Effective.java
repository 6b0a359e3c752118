package io.datastorm.core.workload.read;

import io.datastorm.core.pace.Load;
import io.datastorm.core.workload.BatchSize;
import io.datastorm.core.workload.Quantities;
import io.datastorm.core.workload.RunLength;
import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.client.Secrets;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import io.datastorm.core.workload.option.AgentOptions;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.ConsumerOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.Options;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.record.SchemaSource;
import io.datastorm.core.workload.record.Values;
import io.datastorm.core.workload.setting.Given;
import io.datastorm.core.workload.setting.Keys;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.StreamSettings;
import io.datastorm.generator.input.Credentials;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The effective settings as nested maps of text, every default filled in, secrets masked: a file that would give the
 * same run.
 */
final class Effective {
    private static final Set<Option<?>> IMPORTED =
            Set.of(RecordOptions.DATAGEN, RecordOptions.SHAPE, LoadOptions.SPEED);

    private static final Set<Option<?>> LOCAL_ONLY =
            Set.of(ClusterOptions.BROKERS, ClusterOptions.DATA_DIR, ClusterOptions.NETWORK);

    /** Whose default depends on other options. */
    private static final Map<Option<?>, Function<StreamPlan, Optional<String>>> PLANNED = planned();

    private final Settings settings;
    /** Null for what holds for the whole run. */
    private final StreamPlan stream;

    private Effective(Settings settings, StreamPlan stream) {
        this.settings = settings;
        this.stream = stream;
    }

    /**
     * Of a run.
     *
     * @param settings of the run
     * @param each what holds for each stream, in the order of the plans
     */
    static Map<String, Object> of(Settings settings, List<StreamSettings> each, List<StreamPlan> plans) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (each.get(0).name().isEmpty()) {
            new Effective(settings, plans.get(0)).add(tree, setting -> true, Option::path);
            return tree;
        }
        new Effective(settings, null).add(tree, Option::ofRun, Option::path);
        Map<String, Object> streams = new LinkedHashMap<>();
        for (int i = 0; i < plans.size(); i++) {
            Map<String, Object> branch = new LinkedHashMap<>();
            new Effective(each.get(i).settings(), plans.get(i))
                    .add(branch, setting -> !setting.ofRun(), Keys::inStream);
            streams.put(plans.get(i).title(), branch);
        }
        tree.put(Keys.STREAMS, streams);
        return tree;
    }

    private void add(Map<String, Object> tree, Predicate<Option<?>> which, Function<Option<?>, String> path) {
        Options.all().stream().filter(which).forEach(setting -> add(tree, setting, path.apply(setting)));
    }

    private void add(Map<String, Object> tree, Option<?> setting, String path) {
        if (setting == RecordOptions.HEADER) {
            named(tree, path, headers());
        } else if (setting == SenderOptions.PRODUCER_PROPERTY) {
            named(tree, path, stream.sender().properties());
        } else if (setting == ConsumerOptions.CONSUMER_PROPERTY) {
            named(tree, path, stream.consumers().map(ConsumerPlan::properties).orElse(Map.of()));
        } else if (setting == TopicOptions.TOPIC_CONFIG) {
            named(tree, path, stream.topic().settings());
        } else if (setting.many()) {
            List<String> all = settings.all(setting).stream()
                    .map(given -> Credentials.masked(given.text()))
                    .toList();
            if (!all.isEmpty()) {
                put(tree, path, all);
            }
        } else {
            text(setting).ifPresent(text -> put(tree, path, text));
        }
    }

    /** Those of a header file are secrets: the file's name is all that is shown. */
    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        settings.all(RecordOptions.HEADER).forEach(header -> {
            String[] halves = header.text().split("=", 2);
            headers.put(halves[0].trim(), halves[halves.length - 1].trim());
        });
        return headers;
    }

    private static void named(Map<String, Object> tree, String path, Map<String, String> values) {
        Map<String, Object> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> shown.put(name, Secrets.masked(name, value)));
        if (!shown.isEmpty()) {
            put(tree, path, shown);
        }
    }

    private Optional<String> text(Option<?> setting) {
        boolean remote = settings.one(ClusterOptions.BOOTSTRAP_SERVER).isPresent();
        boolean stages = settings.one(LoadOptions.STAGES).isPresent();
        if ((remote && LOCAL_ONLY.contains(setting))
                || (setting == AgentOptions.ON
                        && settings.one(AgentOptions.AGENTS).isEmpty())
                // What it says stands in the settings themselves.
                || imported(setting)
                || (setting == LoadOptions.RATE && (stages || replayed()))
                || (setting == LoadOptions.ARRIVALS && replayed())
                || (setting == RecordOptions.FROZEN && replayed())
                || (setting == LoadOptions.DURATION && stages)
                || (ConsumerOptions.ALL.contains(setting) && nobodyReads())
                || (CheckOptions.OF_THROUGH.contains(setting) && notFollowed())) {
            return Optional.empty();
        }
        return setting.ofRun() || !PLANNED.containsKey(setting)
                ? raw(setting)
                : PLANNED.get(setting).apply(stream);
    }

    private boolean notFollowed() {
        return stream == null || stream.through().isEmpty();
    }

    private boolean nobodyReads() {
        return stream == null || stream.consumers().isEmpty();
    }

    private boolean replayed() {
        return settings.one(RecordOptions.REPLAY).isPresent();
    }

    private boolean imported(Option<?> setting) {
        return IMPORTED.contains(setting)
                && !(setting == LoadOptions.SPEED
                        && settings.one(RecordOptions.SHAPE).isEmpty());
    }

    private static Optional<String> template(RecordPlan records) {
        return records.schema()
                .filter(SchemaSource.Template.class::isInstance)
                .map(source -> ((SchemaSource.Template) source).name());
    }

    /** A file has as many values as it has, if they are prepared at all. */
    private static Optional<String> pool(RecordPlan records) {
        return (records.pool() > 0 && records.values() instanceof Values.OfFile)
                        || records.values() instanceof Values.OfCapture
                ? Optional.empty()
                : Optional.of(Integer.toString(records.pool()));
    }

    private static Map<Option<?>, Function<StreamPlan, Optional<String>>> planned() {
        Map<Option<?>, Function<StreamPlan, Optional<String>>> planned = new HashMap<>();
        planned.put(TopicOptions.TOPIC, stream -> Optional.of(stream.topic().name()));
        planned.put(
                TopicOptions.PARTITIONS,
                stream -> Optional.of(Integer.toString(stream.topic().partitions())));
        planned.put(RecordOptions.TEMPLATE, stream -> template(stream.records()));
        planned.put(
                RecordOptions.FORMAT,
                stream -> stream.records().values() instanceof Values.OfSchema values
                        ? Optional.of(values.format().text())
                        : Optional.empty());
        planned.put(RecordOptions.POOL, stream -> pool(stream.records()));
        planned.put(SenderOptions.PROFILE, ofSender(sender -> sender.profile().text()));
        planned.put(SenderOptions.ACKS, ofSender(SenderPlan::acks));
        planned.put(
                SenderOptions.LINGER,
                ofSender(sender -> Quantities.format(sender.batch().linger())));
        planned.put(SenderOptions.WORKERS, ofSender(sender -> Integer.toString(sender.workers())));
        planned.put(SenderOptions.BATCH_SIZE, ofSender(Effective::batchSize));
        planned.put(
                SenderOptions.BUFFER_MEMORY,
                ofSender(sender -> sender.batch().bufferMemory().toString()));
        planned.put(SenderOptions.IDEMPOTENCE, ofSender(sender -> Boolean.toString(sender.idempotence())));
        planned.put(ConsumerOptions.ROLE, ofConsumers(plan -> plan.role().text()));
        planned.put(ConsumerOptions.CONSUMERS, ofConsumers(plan -> Integer.toString(plan.members())));
        planned.put(LoadOptions.DURATION, Effective::duration);
        planned.put(LoadOptions.RECORDS, stream -> stream.extent().records().map(Object::toString));
        planned.put(
                LoadOptions.WARMUP,
                stream -> stream.load() instanceof Load.Recorded
                        ? Optional.empty()
                        : Optional.of(stream.extent().warmup().text()));
        return planned;
    }

    private static Function<StreamPlan, Optional<String>> ofSender(Function<SenderPlan, String> text) {
        return stream -> Optional.of(text.apply(stream.sender()));
    }

    private static Function<StreamPlan, Optional<String>> ofConsumers(Function<ConsumerPlan, String> text) {
        return stream -> stream.consumers().map(text);
    }

    private static String batchSize(SenderPlan sender) {
        return sender.batch().adaptive()
                ? BatchSize.AUTO
                : sender.batch().size().toString();
    }

    private static Optional<String> duration(StreamPlan stream) {
        return stream.extent().endless()
                ? Optional.of(RunLength.ENDLESS)
                : stream.extent().duration().map(Quantities::format);
    }

    private Optional<String> raw(Option<?> setting) {
        return settings.one(setting).map(Given::text).or(setting::fallback);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, String path, Object value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            tree.put(path, value);
        } else {
            Map<String, Object> section = (Map<String, Object>)
                    tree.computeIfAbsent(path.substring(0, dot), name -> new LinkedHashMap<String, Object>());
            put(section, path.substring(dot + 1), value);
        }
    }
}
