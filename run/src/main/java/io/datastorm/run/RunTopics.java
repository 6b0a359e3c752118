package io.datastorm.run;

import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Verify;
import io.datastorm.core.workload.Workload;
import io.datastorm.core.workload.record.Partitioning;
import io.datastorm.core.workload.record.Timestamps;
import io.datastorm.generator.input.InvalidInput;
import io.datastorm.kafka.admin.TargetTopics;
import io.datastorm.kafka.direct.DirectSettings;
import io.datastorm.kafka.producer.ProducerSettings;
import io.datastorm.run.cluster.Messages;
import io.datastorm.run.cluster.RunCluster;
import io.datastorm.run.cluster.StateDirectory;
import io.datastorm.run.cluster.TopicLedger;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** The topics of a run: found or created, and checked. */
record RunTopics(Workload workload, RunCluster cluster, Messages messages) {
    /** One for each stream, in their order. */
    List<TargetTopics> prepare(Admin admin) {
        TopicLedger ledger = new TopicLedger(StateDirectory.path());
        return workload.streams().stream()
                .map(stream -> prepare(admin, stream, ledger))
                .toList();
    }

    private TargetTopics prepare(Admin admin, StreamPlan stream, TopicLedger ledger) {
        if (stream.consumesOnly()) {
            return TargetTopics.existing(admin, stream.topic().topics(), stream.where("--topic"));
        }
        TargetTopics topics = TargetTopics.prepare(
                admin, stream.topic(), stream.sender(), id -> cluster.owned() || ledger.contains(id));
        boolean remembered = cluster.owned() || ledger.add(topics.createdIds());
        if (!remembered) {
            messages.warning(("'%s' cannot be written to: the next run will not know that topic "
                            + "'%s' is DataStorm's, and ask for --allow-existing. DATASTORM_STATE "
                            + "names another directory")
                    .formatted(StateDirectory.path(), stream.topic().topics()));
        }
        if (workload.verify() != Verify.OFF) {
            // What was there before is told from what the run sent by each partition's end.
            topics.requireLeaders();
        }
        if (!stream.records().timestamps().equals(Timestamps.NOW)
                || stream.records().dirt().late().rate() > 0) {
            topics.requireOwnTimestamps();
        }
        requirePartition(stream, topics.partitions());
        topics.requireRequests(largestRequest(stream, topics.partitions()));
        return topics;
    }

    /** A topic that was there may have fewer partitions than the plan says. */
    private static void requirePartition(StreamPlan stream, int partitions) {
        if (stream.records().partitioning() instanceof Partitioning.Fixed fixed && fixed.partition() >= partitions) {
            throw new InvalidInput(
                    stream.where("--partitioner"),
                    "partition %d is not there: topic '%s' has %d partitions, which are numbered from 0"
                            .formatted(fixed.partition(), stream.topic().name(), partitions));
        }
    }

    private long largestRequest(StreamPlan stream, int partitions) {
        return stream.sender().kind().direct()
                ? DirectSettings.largestRequest(stream.sender())
                : ProducerSettings.largestRequest(stream.sender(), workload.target(), partitions);
    }
}
