package io.datastorm.run;

import io.datastorm.core.engine.RecordSource;
import io.datastorm.core.measure.recorder.ToldRecords;
import io.datastorm.core.measure.recorder.TopicGrowth;
import io.datastorm.core.result.Verification;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.verify.stamp.Stamping;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.Target;
import io.datastorm.core.workload.Verify;
import io.datastorm.core.workload.consumer.Backlog;
import io.datastorm.core.workload.consumer.ConsumerPlan;
import io.datastorm.kafka.admin.AccessException;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.admin.EndOffsets;
import io.datastorm.kafka.admin.TargetTopics;
import io.datastorm.kafka.admin.TopicLog;
import io.datastorm.run.load.StreamSenders;
import io.datastorm.run.verify.StreamVerification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * One stream of a run on a cluster: its topic and what that held before, its records, its senders, who reads along, and
 * with a verification its journal.
 */
final class StreamRun implements AutoCloseable {
    private static final int PARTITIONS_NAMED = 10;

    private final StreamPlan plan;
    private final TargetTopics topic;
    private final Optional<RecordSource> records;
    private final EndOffsets before;
    private final Map<String, Object> client;
    private final Optional<StreamVerification> verification;
    private final StreamReaders readers;

    /**
     * What a stream begins with.
     *
     * @param topic it exists
     * @param records what this process sends; empty if others do
     */
    record Ready(StreamPlan plan, TargetTopics topic, Optional<RecordSource> records) {}

    /**
     * How its run is verified.
     *
     * @param directory where its journal goes
     * @param due tells when records were due
     */
    record Verifying(Verify verify, String runId, Path directory, DueStamp due) {}

    private StreamRun(Ready ready, Target target, Optional<StreamVerification> verification, Verifying verifying) {
        this.plan = ready.plan();
        this.topic = ready.topic();
        this.records = ready.records();
        this.verification = verification;
        this.before = topic.settledEnds();
        this.client = ClusterAccess.properties(target.bootstrapServers().orElseThrow(), target.clientProperties());
        this.readers = new StreamReaders(
                plan,
                target,
                verifying.due(),
                verifying.verify() == Verify.LIVE,
                verifying.runId(),
                verification.map(StreamVerification::heading));
    }

    /** Begins the journal, if there is to be one; nothing is sent yet. The target has an address. */
    static StreamRun begin(Ready ready, Target target, Verifying verifying, Admin admin) throws IOException {
        if (verifying.verify() == Verify.OFF) {
            return new StreamRun(ready, target, Optional.empty(), verifying);
        }
        StreamVerification verification =
                StreamVerification.begin(verifying.directory(), verifying.runId(), ready.plan(), admin);
        return new StreamRun(ready, target, Optional.of(verification), verifying);
    }

    StreamPlan plan() {
        return plan;
    }

    /** What this process sends; empty if others do. */
    Optional<RecordSource> records() {
        return records;
    }

    /** What senders write into records. */
    Stamping stamping() {
        return new Stamping(verification.map(StreamVerification::proof), readers.due());
    }

    /** Who reads what it sends. */
    StreamReaders readers() {
        return readers;
    }

    /** Where its consumers begin: with what it writes, or with all that is there. */
    StreamReaders.Starts starts(Admin admin) {
        boolean existing = plan.consumers()
                .flatMap(ConsumerPlan::backlog)
                .filter(Backlog::existing)
                .isPresent();
        if (!plan.consumesOnly() && !existing) {
            return new StreamReaders.Starts(before.known(), before.known());
        }
        Map<Integer, Long> starts = new TreeMap<>();
        TopicLog.ask(admin, plan.topic().topics())
                .partitions()
                .forEach((partition, at) -> starts.put(partition, at.start()));
        return new StreamReaders.Starts(starts, before.known());
    }

    /**
     * Where its partitions end when they have grown by so many records, control records included, or a moment later.
     *
     * @throws AccessException if the cluster does not tell
     */
    Map<Integer, Long> ends(long growth) {
        return topic.settledEnds(before, growth).known();
    }

    /** Brings to the journal what became of records so far. */
    void flush() throws IOException {
        if (verification.isPresent()) {
            verification.get().flush();
        }
    }

    /** What a reader of the result must know of it. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (plan.consumesOnly()) {
            return warnings;
        }
        records.ifPresent(source -> warnings.addAll(StreamSenders.warnings(plan, source)));
        if (!topic.created() && topic.partitions() != plan.topic().allPartitions()) {
            warnings.add("the topic existed with %d partitions".formatted(topic.partitions()));
        }
        int asked = plan.topic().replicationFactor();
        if (topic.replicationFactor() < asked) {
            warnings.add("the topic existed with replication factor %d: --replication-factor %d is for new topics"
                    .formatted(topic.replicationFactor(), asked));
        }
        return warnings;
    }

    /** How far the topic grew; empty if that could not be asked, which is then among the warnings. */
    Optional<TopicGrowth> stored(ToldRecords told, boolean allTold, List<String> warnings) {
        if (plan.consumesOnly()) {
            return Optional.empty();
        }
        try {
            EndOffsets after = topic.settledEnds(before, told.least());
            EndOffsets.Growth growth = after.since(before);
            if (growth.leftOut().containsAll(after.known().keySet())) {
                warnings.add("the end offsets could not be asked: the topic is gone, or no partition has a leader");
                return Optional.empty();
            }
            if (!growth.leftOut().isEmpty()) {
                warnings.add("stored leaves out %s: they had no leader when the run began or ended, or are gone"
                        .formatted(partitions(growth.leftOut())));
            }
            long more = growth.records() - told.most();
            if (allTold) {
                otherWriter(more, warnings);
            } else if (more > 0) {
                warnings.add("an agent is lost: it sent at least %,d records that it told nothing of".formatted(more));
            }
            return Optional.of(new TopicGrowth(
                    growth.records() - told.markers(), growth.leftOut().isEmpty(), allTold, topic.partitions()));
        } catch (AccessException e) {
            warnings.add("the end offsets could not be asked: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void otherWriter(long more, List<String> warnings) {
        if (more > 0 && !plan.topic().otherWriters()) {
            warnings.add(("the topic grew by %,d records more than this run sent: does somebody else write into it? "
                            + "--verify tells how many records are foreign, --allow-other-writers accepts them")
                    .formatted(more));
        }
    }

    private String partitions(SortedSet<Integer> numbers) {
        String first =
                numbers.stream().limit(PARTITIONS_NAMED).map(this::partition).collect(Collectors.joining(", "));
        String more = numbers.size() > PARTITIONS_NAMED ? ", …" : "";
        return "%d of %d partitions (%s%s)".formatted(numbers.size(), topic.partitions(), first, more);
    }

    private String partition(int number) {
        Topics topics = plan.topic().topics();
        return topics.count() == 1 ? Integer.toString(number) : topics.text(number);
    }

    /** Every record has its outcome. */
    void seal(Admin admin) throws IOException {
        verification.orElseThrow().seal(admin);
    }

    /** Reads everything back and judges it. What hinders that is told in the verification. */
    Verification verify(Admin admin) {
        try {
            return verification.orElseThrow().verify(admin, client, readers.receivers());
        } catch (IOException e) {
            return StreamVerification.impossible(e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        readers.close();
        if (verification.isPresent()) {
            verification.get().close();
        }
    }
}
