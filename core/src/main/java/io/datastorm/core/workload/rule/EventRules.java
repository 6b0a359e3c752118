package io.datastorm.core.workload.rule;

import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.option.EventOptions;
import io.datastorm.core.workload.option.Option;
import io.datastorm.core.workload.option.TopicOptions;
import io.datastorm.core.workload.record.Partitioning;
import io.datastorm.core.workload.record.RecordPlan;
import io.datastorm.core.workload.record.Timestamps;
import io.datastorm.core.workload.record.Values;
import io.datastorm.core.workload.setting.Settings;
import io.datastorm.generator.format.Format;
import io.datastorm.generator.input.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Which timestamps, partitions and wrong events the records of a stream can have. */
final class EventRules {
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Settings settings;
    private final List<Problem> problems;

    EventRules(Settings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    void check(Target target, StreamPlan stream) {
        RecordPlan records = stream.records();
        dirt(records);
        times(records);
        boolean own = !records.timestamps().equals(Timestamps.NOW)
                || records.dirt().late().rate() > 0;
        if (own && "LogAppendTime".equals(stream.topic().settings().get("message.timestamp.type"))) {
            problem(
                    TopicOptions.TOPIC_CONFIG,
                    "message.timestamp.type=LogAppendTime replaces the timestamps of --timestamps and --late; "
                            + "leave it out");
        }
        partitions(target, stream, records.partitioning());
    }

    private void partitions(Target target, StreamPlan stream, Partitioning partitioning) {
        if (partitioning instanceof Partitioning.RoundRobin
                && stream.sender().kind().direct()) {
            problem(
                    EventOptions.PARTITIONER,
                    "must not be round-robin with --sender direct, which sends whole batches; "
                            + "use sticky, or --sender producer");
        }
        if (partitioning instanceof Partitioning.Fixed && stream.topic().count() > 1) {
            problem(
                    EventOptions.PARTITIONER,
                    "must not be fixed with --topics: all records would go to one topic; leave one of them out");
            return;
        }
        // A topic that exists has its own number of partitions.
        if (target.local()
                && partitioning instanceof Partitioning.Fixed fixed
                && fixed.partition() >= stream.topic().partitions()) {
            problem(
                    EventOptions.PARTITIONER,
                    "partition %d is not there: the topic has %d partitions, which are numbered from 0"
                            .formatted(fixed.partition(), stream.topic().partitions()));
        }
        Set<String> properties = stream.sender().properties().keySet();
        if (stream.topic().count() > 1 && properties.stream().anyMatch(EventRules::ofPartitioner)) {
            problem(
                    TopicOptions.TOPICS,
                    "does not go with a producer property that begins with partitioner.: no partitioner chooses among "
                            + "topics; leave one of them out");
        } else if (!partitioning.equals(Partitioning.KAFKA)
                && properties.stream().anyMatch(EventRules::ofPartitioner)) {
            problem(
                    EventOptions.PARTITIONER,
                    "does not go with a producer property that begins with partitioner.; leave one of them out");
        }
    }

    private static boolean ofPartitioner(String property) {
        return property.startsWith("partitioner.");
    }

    private void times(RecordPlan records) {
        boolean fields = records.values() instanceof Values.OfSchema && !records.frozen();
        if (records.timestamps() instanceof Timestamps.OfField && !fields) {
            problem(
                    EventOptions.TIMESTAMPS,
                    "field needs values of a schema that are stamped; use now or lag, or leave out --frozen");
        }
        if (records.timestamps() instanceof Timestamps.Lagged lagged
                && lagged.lag().compareTo(LONGEST) > 0) {
            problem(EventOptions.TIMESTAMPS, "lag must be at most %d days".formatted(LONGEST.toDays()));
        }
        if (records.dirt().late().most().compareTo(LONGEST) > 0) {
            problem(EventOptions.LATE, "delay must be at most %d days".formatted(LONGEST.toDays()));
        }
    }

    private void dirt(RecordPlan records) {
        boolean captured = records.values() instanceof Values.OfCapture;
        if (records.dirt().drop() > 0 && (captured || records.frozen())) {
            problem(
                    EventOptions.DROP,
                    "needs records that count: those of a capture, or with --frozen, would show no gap; leave it out");
        }
        if (records.dirt().drop() >= 1) {
            problem(EventOptions.DROP, "must be below 100%: nothing would be sent");
        }
        if (records.dirt().duplicate() > 0 && captured) {
            problem(
                    EventOptions.DUPLICATE,
                    "does not go with --replay: copies would take the places of captured records; leave it out");
        }
        boolean decoded = records.values() instanceof Values.OfSchema of
                && of.format() != Format.BYTES
                && of.format() != Format.STRING;
        if (records.dirt().invalid() > 0 && !decoded) {
            problem(
                    EventOptions.INVALID,
                    "needs a format that can fail to be decoded: avro, json or protobuf values of a schema");
        }
    }

    private void problem(Option<?> option, String what) {
        problems.add(new Problem(settings.where(option), what));
    }
}
