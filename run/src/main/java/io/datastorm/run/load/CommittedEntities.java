package io.datastorm.run.load;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.producer.PoolWriter;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The streams whose records are stored before a run, because others refer to them and asked for that. Immutable.
 *
 * @param streams each behind those to which it refers
 */
public record CommittedEntities(List<PreparedStream> streams) {
    /**
     * Checks whether it can be done.
     *
     * @throws InvalidInput if a stream asks for it that refers to none, or if no answer would tell that a record is
     *     stored
     */
    static void check(StreamReferences references, List<StreamPlan> streams) {
        for (StreamPlan stream : streams) {
            if (!stream.records().committed()) {
                continue;
            }
            List<StreamPlan> others = references.of(stream);
            if (others.isEmpty()) {
                throw refused(stream, "is for a stream that refers to others: give one of its fields the rule entity");
            }
            others.stream()
                    .filter(other -> other.sender().acks().equals("0"))
                    .findFirst()
                    .ifPresent(other -> {
                        throw refused(
                                stream,
                                "needs acknowledgements of stream '%s', which has --acks 0".formatted(other.title()));
                    });
        }
    }

    private static InvalidInput refused(StreamPlan stream, String what) {
        return new InvalidInput(stream.where("--committed"), what);
    }

    /** Those of a run. */
    static CommittedEntities of(StreamReferences references, List<PreparedStream> prepared) {
        Set<String> wanted = prepared.stream()
                .map(PreparedStream::plan)
                .filter(plan -> plan.records().committed())
                .flatMap(plan -> references.of(plan).stream())
                .map(StreamPlan::title)
                .collect(Collectors.toSet());
        List<String> order =
                references.inOrder().stream().map(StreamPlan::title).toList();
        return new CommittedEntities(order.stream()
                .filter(wanted::contains)
                .flatMap(title ->
                        prepared.stream().filter(stream -> stream.plan().title().equals(title)))
                .toList());
    }

    /**
     * Stores them. The topics are there.
     *
     * @param target has an address
     * @param notices gets a line for each stream
     * @param cancelled whether nobody wants it any more
     * @throws AccessException if a record could not be stored
     */
    public void store(Target target, Consumer<String> notices, BooleanSupplier cancelled) {
        for (PreparedStream stream : streams) {
            if (cancelled.getAsBoolean()) {
                return;
            }
            RecordPool pool = (RecordPool) stream.records();
            new PoolWriter(stream.plan(), target).write(pool, cancelled);
            if (!cancelled.getAsBoolean()) {
                notices.accept("%s: %,d records to which others refer are stored"
                        .formatted(stream.plan().title(), pool.size()));
            }
        }
    }
}
