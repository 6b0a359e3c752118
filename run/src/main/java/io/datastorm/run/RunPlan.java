package io.datastorm.run;

import io.datastorm.core.workload.SenderPlan;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.option.ClusterOptions;
import io.datastorm.core.workload.option.LoadOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.RecordOptions;
import io.datastorm.core.workload.option.SenderOptions;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.core.workload.read.Planner;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.core.workload.setting.WorkloadFile;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.producer.ProducerRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run shall do, made in code. Defaults, checks and messages are those of the command line: both use
 * {@link Option}. Immutable and thread-safe.
 */
public final class RunPlan {
    /** Stands for the cluster that the plan will be carried out on, while it is checked. */
    private static final String SOME_CLUSTER = "localhost:9092";

    private final Map<Option<?>, List<String>> given;
    /** By their names; empty if there is one only, which is given with the run. */
    private final Map<String, Map<Option<?>, List<String>>> streams;

    private RunPlan(Map<Option<?>, List<String>> given, Map<String, Map<Option<?>, List<String>>> streams) {
        this.given = given;
        this.streams = streams;
    }

    /** Records for a topic, which is created if it is missing. */
    public static Builder produce(String topic) {
        return new Builder().set(TopicOptions.TOPIC, topic);
    }

    /**
     * Several streams at the same time, which {@link Builder#stream} adds. What is set beside them holds for each that
     * does not say otherwise.
     */
    public static Builder streams() {
        return new Builder();
    }

    /**
     * What {@link Run} takes: this plan on a cluster.
     *
     * @param clientProperties for every client
     * @throws InvalidInput if something of it is not usable, with all of that
     */
    public Workload on(String bootstrapServers, Map<String, String> clientProperties) {
        Workload workload = plan(bootstrapServers);
        Map<String, String> all = new HashMap<>(workload.target().clientProperties());
        all.putAll(clientProperties);
        return workload.with(workload.target().with(all));
    }

    private Workload plan(String bootstrapServers) {
        Settings ofRun = settings(new Settings(), given);
        ofRun.flag(ClusterOptions.BOOTSTRAP_SERVER, bootstrapServers);
        Map<String, Settings> each = new LinkedHashMap<>();
        streams.forEach((name, own) -> each.put(name, settings(Settings.ofStream(name), own)));
        return new Planner(new ProducerRules(), Runtime.getRuntime().availableProcessors())
                .plan(new Settings(), new WorkloadFile(ofRun, each));
    }

    private static Settings settings(Settings empty, Map<Option<?>, List<String>> given) {
        given.forEach((setting, texts) -> texts.forEach(text -> empty.flag(setting, text)));
        return empty;
    }

    /** Collects what differs from the defaults. Not thread-safe. */
    public static final class Builder {
        private final Map<Option<?>, List<String>> given = new LinkedHashMap<>();
        private final Map<String, Map<Option<?>, List<String>>> streams = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a stream, for plans that were begun with {@link RunPlan#streams()}.
         *
         * @param name of the stream in the result
         * @param stream its topic, records, load and sender
         * @throws InvalidInput if it sets what holds for the whole run
         */
        public Builder stream(String name, Builder stream) {
            stream.given.keySet().stream().filter(Option::ofRun).findFirst().ifPresent(setting -> {
                throw new InvalidInput(
                        "stream " + name + ", " + setting.flag(), "holds for the whole run: set it beside the streams");
            });
            streams.put(name, copy(stream.given));
            return this;
        }

        /** Records per second in all. Without it: as many as possible. */
        public Builder rate(long recordsPerSecond) {
            return set(LoadOptions.RATE, Long.toString(recordsPerSecond));
        }

        /** How long it is measured; 10 seconds without it. */
        public Builder duration(Duration duration) {
            return set(LoadOptions.DURATION, text(duration));
        }

        /** Ends after exactly so many records, instead of after a time. */
        public Builder records(long count) {
            return set(LoadOptions.RECORDS, Long.toString(count));
        }

        /** How long records are sent before it is measured. */
        public Builder warmup(Duration duration) {
            return set(LoadOptions.WARMUP, text(duration));
        }

        /** Sending threads; as many as cores without it. */
        public Builder workers(int count) {
            return set(SenderOptions.WORKERS, Integer.toString(count));
        }

        /** By the official producer, or directly in prebuilt batches. */
        public Builder sender(SenderPlan.Kind kind) {
            return set(SenderOptions.SENDER, kind.name());
        }

        /** Acknowledgements: {@code 0}, {@code 1} or {@code all}. */
        public Builder acks(String acks) {
            return set(SenderOptions.ACKS, acks);
        }

        /** {@code none}, {@code gzip}, {@code snappy}, {@code lz4} or {@code zstd}. */
        public Builder compression(String codec) {
            return set(SenderOptions.COMPRESSION, codec);
        }

        /** Of a topic that the run creates. */
        public Builder partitions(int count) {
            return set(TopicOptions.PARTITIONS, Integer.toString(count));
        }

        /** Of a topic that the run creates. */
        public Builder replicationFactor(int replicas) {
            return set(TopicOptions.REPLICATION_FACTOR, Integer.toString(replicas));
        }

        /** A schema that ships, such as {@code order}. */
        public Builder template(String name) {
            return set(RecordOptions.TEMPLATE, name);
        }

        /** An Avro schema of your own. */
        public Builder schema(Path file) {
            return set(RecordOptions.SCHEMA, file.toString());
        }

        /** Values are plain bytes of this size. */
        public Builder recordSize(int bytes) {
            return set(RecordOptions.RECORD_SIZE, Integer.toString(bytes));
        }

        /** The field whose value is the record's key. */
        public Builder key(String field) {
            return set(RecordOptions.KEY, field);
        }

        /** Same seed, same records. */
        public Builder seed(long seed) {
            return set(RecordOptions.SEED, Long.toString(seed));
        }

        /** A setting of Kafka's producer. May be called several times. */
        public Builder producerProperty(String name, String value) {
            given.computeIfAbsent(SenderOptions.PRODUCER_PROPERTY, each -> new ArrayList<>())
                    .add(name + "=" + value);
            return this;
        }

        /** What the result must meet, such as {@code latency.response.p99Millis<50}. May be called several times. */
        public Builder threshold(String expression) {
            given.computeIfAbsent(CheckOptions.THRESHOLD, each -> new ArrayList<>())
                    .add(expression);
            return this;
        }

        /** Reads everything back after the run and judges it. */
        public Builder verify() {
            return set(CheckOptions.VERIFY, "after");
        }

        /** The topic may hold records that DataStorm did not send. */
        public Builder allowExisting() {
            List<String> topic = given.get(TopicOptions.TOPIC);
            if (topic == null) {
                throw new InvalidInput(TopicOptions.ALLOW_EXISTING.flag(), "holds for one topic: set it in its stream");
            }
            given.put(TopicOptions.ALLOW_EXISTING, topic);
            return this;
        }

        /**
         * Any setting of the command line, as text; those of a cluster of the run's own are refused.
         *
         * @param values several, where a setting can be given several times
         */
        public Builder set(Option<?> setting, String... values) {
            given.put(setting, new ArrayList<>(Arrays.asList(values)));
            return this;
        }

        /**
         * Checks it.
         *
         * @throws InvalidInput with every problem
         */
        public RunPlan build() {
            if (streams.isEmpty() && !given.containsKey(TopicOptions.TOPIC)) {
                throw new InvalidInput("streams", "there is none; add one with stream(name, plan)");
            }
            RunPlan plan = new RunPlan(copy(given), new LinkedHashMap<>(streams));
            plan.plan(SOME_CLUSTER);
            return plan;
        }

        private static Map<Option<?>, List<String>> copy(Map<Option<?>, List<String>> given) {
            Map<Option<?>, List<String>> copy = new LinkedHashMap<>();
            given.forEach((setting, texts) -> copy.put(setting, List.copyOf(texts)));
            return copy;
        }

        private static String text(Duration duration) {
            return duration.toMillis() + "ms";
        }
    }
}
