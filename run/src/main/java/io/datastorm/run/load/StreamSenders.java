package io.datastorm.run.load;

import io.datastorm.core.engine.RecordPool;
import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.engine.RunningStream;
import io.datastorm.core.engine.SenderProvider;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.record.Values;
import io.datastorm.kafka.producer.ProducerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes what an engine drives: each stream with its records and its senders. */
public final class StreamSenders {
    private StreamSenders() {}

    /**
     * The streams of this process, not connected yet.
     *
     * @param target has an address
     * @param records of each stream
     * @param stampings of each stream
     */
    public static List<RunningStream> of(
            List<StreamPlan> plans, Target target, List<RecordSource> records, List<Stamping> stampings) {
        List<RunningStream> running = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            StreamPlan plan = plans.get(i);
            SenderProvider provider = SenderProviders.of(plan.sender().kind());
            running.add(new RunningStream(plan, provider.senders(plan, target, records.get(i), stampings.get(i))));
        }
        return running;
    }

    /** What a reader of the result must know of the records. */
    public static List<String> warnings(StreamPlan plan, RecordSource records) {
        return records instanceof RecordPool pool ? warnings(plan, pool) : List.of();
    }

    private static List<String> warnings(StreamPlan plan, RecordPool pool) {
        List<String> warnings = new ArrayList<>();
        if (pool.size() < pool.wanted()) {
            warnings.add("the pool holds %,d values instead of %,d: more would take over 256 MiB"
                    .formatted(pool.size(), pool.wanted()));
        }
        boolean given = plan.records().values() instanceof Values.OfFile;
        if (!plan.records().frozen() && !given && !pool.stamped()) {
            warnings.add(
                    "the schema has no field that a stamp can refresh (id, timestamp, uuid): records repeat every %,d"
                            .formatted(pool.size()));
        }
        return warnings;
    }

    /** After this every record has an outcome. */
    public static Duration deliveryTimeout(Workload workload) {
        return workload.streams().stream()
                .map(stream -> ProducerSettings.deliveryTimeout(stream.sender(), workload.target()))
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
