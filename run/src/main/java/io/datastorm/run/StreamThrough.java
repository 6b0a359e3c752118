package io.datastorm.run;

import io.datastorm.core.measure.recorder.ToldRecords;
import io.datastorm.core.verify.journal.Heading;
import io.datastorm.core.workload.StreamPlan;
import io.datastorm.core.workload.option.CheckOptions;
import io.datastorm.core.workload.through.ThroughPlan;
import io.datastorm.kafka.admin.ClusterAccess;
import io.datastorm.kafka.through.ThroughReader;
import io.datastorm.kafka.through.ThroughTopic;
import io.datastorm.run.verify.ThroughVerification;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/** Follows the records of a stream through an application while the run goes on. */
final class StreamThrough implements AutoCloseable {
    private final StreamPlan stream;
    private final ThroughPlan plan;
    /** Of the other cluster; empty if there is one only. */
    private final Optional<Admin> other;

    private final ThroughVerification verification;

    private StreamThrough(StreamPlan stream, Optional<Admin> other, ThroughVerification verification) {
        this.stream = stream;
        this.plan = stream.through().orElseThrow();
        this.other = other;
        this.verification = verification;
    }

    /**
     * Reads from now on what the application writes.
     *
     * @param admin of the stream's cluster
     * @param client properties for any client of it, addresses included
     * @param run whose records are followed
     * @throws io.datastorm.generator.input.InvalidInput if there is no such topic
     * @throws io.datastorm.kafka.admin.AccessException if its cluster refuses
     */
    static StreamThrough begin(
            StreamPlan stream, Admin admin, Map<String, Object> client, Heading run, ThroughReader.Timing timing) {
        ThroughPlan plan = stream.through().orElseThrow();
        Map<String, Object> reading = new HashMap<>(client);
        plan.bootstrapServers()
                .ifPresent(servers -> reading.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers));
        Optional<Admin> other = plan.bootstrapServers().map(servers -> ClusterAccess.connect(servers, text(client)));
        ThroughTopic topic = new ThroughTopic(other.orElse(admin), plan.topic());
        try {
            topic.require(stream.where(CheckOptions.THROUGH.flag()));
            ThroughVerification verification = new ThroughVerification(
                    topic,
                    new ThroughReader.Source(reading, topic.topic(), topic.ends()),
                    run,
                    plan.expectation(),
                    Optional.of(timing));
            verification.start();
            return new StreamThrough(stream, other, verification);
        } catch (RuntimeException e) {
            other.ifPresent(Admin::close);
            throw e;
        }
    }

    private static Map<String, String> text(Map<String, Object> client) {
        Map<String, String> text = new TreeMap<>();
        client.forEach((name, value) -> text.put(name, value.toString()));
        text.remove(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        return text;
    }

    /** Records flow from now on. */
    void sending() {
        verification.sending();
    }

    /** Why it makes no sense to go on. Any thread. */
    Optional<String> unstamped() {
        return verification.unstamped();
    }

    /**
     * Everything was sent: waits for the application.
     *
     * @param sent what was told of the stream
     * @param wanted whether somebody still waits for it
     */
    void finish(ToldRecords sent, BooleanSupplier wanted) throws InterruptedException {
        boolean transactions = stream.sender().transactions().isPresent();
        // Records without an answer may be stored, and take the places of others.
        boolean uncertain = sent.unresolved() + sent.unresolvedMarkers() > 0;
        OptionalLong expected = uncertain || plan.expectation().mayDrop()
                ? OptionalLong.empty()
                : OptionalLong.of(transactions ? sent.committed() : sent.acknowledged());
        verification.finish(expected, plan.patience(), wanted);
    }

    /** What it has found, when it is finished. */
    ThroughVerification verification() {
        return verification;
    }

    @Override
    public void close() {
        verification.close();
        other.ifPresent(Admin::close);
    }
}
