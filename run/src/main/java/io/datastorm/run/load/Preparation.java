package io.datastorm.run.load;

import io.datastorm.core.output.GroundTruthFile;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.record.Values;
import io.datastorm.generator.dirt.EventFields;
import io.datastorm.generator.format.SchemaRecordGenerator;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.consume.setting.ConsumerProperties;
import io.datastorm.kafka.direct.DirectSettings;
import io.datastorm.kafka.producer.ProducerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that can be wrong with the plan of a run before a cluster is asked.
 *
 * @param streams in the order of the plan; none if nothing is sent
 * @param committed what is stored before the run
 */
public record Preparation(List<PreparedStream> streams, CommittedEntities committed) {
    /**
     * Checks the producer's settings, asks the schema registry for ids, and prepares the records, for each stream.
     *
     * @param nowMillis the time that "now" means in values, in milliseconds since 1970
     * @throws InvalidInput with what is wrong
     */
    public static Preparation of(Workload workload, long nowMillis) {
        workload.streams().stream()
                .flatMap(stream -> stream.consumers().stream())
                .forEach(plan -> ConsumerProperties.check(workload.target().clientProperties(), plan));
        if (workload.consumesOnly()) {
            return new Preparation(List.of(), new CommittedEntities(List.of()));
        }
        // Batches lie outside the heap, and all direct streams share what there is.
        long direct = workload.streams().stream()
                .filter(stream -> stream.sender().kind().direct())
                .count();
        long memory = Runtime.getRuntime().maxMemory() / Math.max(1, direct);
        workload.streams().forEach(stream -> check(stream, workload.target(), memory));
        SchemaRecords schemas = new SchemaRecords(workload.streams(), nowMillis);
        CommittedEntities.check(schemas.references(), workload.streams());
        List<Optional<StreamRecords>> checked = workload.streams().stream()
                .map(stream -> checked(stream, schemas, workload.target()))
                .toList();
        List<PreparedStream> made = new ArrayList<>();
        for (int i = 0; i < checked.size(); i++) {
            StreamPlan stream = workload.streams().get(i);
            made.add(checked.get(i)
                    .map(records -> PreparedStream.of(stream, records, workload.target()))
                    .orElseGet(() -> PreparedStream.ofCapture(stream)));
        }
        schemas.references().requireWholePools(made);
        for (int i = 0; i < made.size(); i++) {
            PreparedStream stream = made.get(i);
            EventChecks.check(
                    stream.plan(),
                    schemas.of(workload.streams().get(i)).map(SchemaRecordGenerator::schema),
                    stream.records());
            made.set(i, stream.with(EventChecks.notices(stream.plan(), stream.records(), nowMillis)));
        }
        return new Preparation(made, CommittedEntities.of(schemas.references(), made));
    }

    /** Empty for records that are not made: those of a capture. */
    private static Optional<StreamRecords> checked(StreamPlan stream, SchemaRecords schemas, Target target) {
        return stream.records().values() instanceof Values.OfCapture
                ? Optional.empty()
                : Optional.of(StreamRecords.of(stream, schemas, ProducerSettings.of(stream.sender(), target)));
    }

    private static void check(StreamPlan stream, Target target, long memoryBytes) {
        if (stream.sender().kind().direct()) {
            DirectSettings.check(stream.sender(), memoryBytes);
        }
        SenderProviders.of(stream.sender().kind()).check(stream, target);
    }

    /** The workload with the plans of streams as they have become. */
    public Workload in(Workload workload) {
        if (streams.isEmpty()) {
            return workload;
        }
        return workload.with(streams.stream().map(PreparedStream::plan).toList());
    }

    /** What is known of the events of those streams of which some are wrong on purpose, by the names of the streams. */
    public Map<String, GroundTruthFile.Events> dirty() {
        Map<String, GroundTruthFile.Events> dirty = new TreeMap<>();
        for (PreparedStream stream : streams) {
            if (stream.plan().records().dirt().any()) {
                dirty.put(
                        stream.plan().title(),
                        new GroundTruthFile.Events(
                                stream.plan().topic().topics(),
                                EventFields.of(stream.records().slots())));
            }
        }
        return dirty;
    }

    /** What was found out about the values of all streams and is worth a line. */
    public List<String> notices() {
        return streams.stream().flatMap(stream -> stream.notices().stream()).toList();
    }
}
