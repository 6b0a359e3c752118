package io.datastorm.kafka.verify;

import io.datastorm.core.proof.Findings;
import io.datastorm.core.proof.Judge;
import io.datastorm.core.proof.Ledger;
import io.datastorm.core.proof.LogExtent;
import io.datastorm.kafka.admin.TopicLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;

/** Reads back what a run has stored, and judges it by the run's journal. */
public final class RunVerifier {
    private final Admin admin;
    private final Map<String, Object> client;
    private final int threads;

    /**
     * For a cluster.
     *
     * @param client properties for a client, addresses included
     */
    public RunVerifier(Admin admin, Map<String, ?> client, int threads) {
        this.admin = admin;
        this.client = new HashMap<>(client);
        this.threads = threads;
    }

    /**
     * What was found.
     *
     * @param seconds how long it took
     */
    public record Outcome(Findings findings, double seconds) {}

    /**
     * Reads all of the run's records up to the topic's present end.
     *
     * @throws io.datastorm.kafka.admin.AccessException if the cluster refuses
     */
    public Outcome verify(Ledger ledger) {
        long began = System.nanoTime();
        String topic = ledger.heading().topic();
        List<Long> starts = ledger.heading().startOffsets();
        TopicLog log = TopicLog.ask(admin, topic);
        Map<Integer, TopicReader.Span> spans = new TreeMap<>();
        log.ends().forEach((partition, end) -> {
            long start = Math.max(startOf(starts, partition), log.starts().get(partition));
            spans.put(partition, new TopicReader.Span(start, end));
        });
        Judge judge = new Judge(ledger, spans.size());
        Map<Integer, TopicReader.Reached> reached = new TopicReader(client, topic, threads)
                .read(spans, partition -> new JudgingVisitor(judge.partition(partition)));
        TopicLog after = TopicLog.ask(admin, topic);
        Map<Integer, LogExtent> extents = new TreeMap<>();
        reached.forEach((partition, to) -> {
            long first = after.starts().getOrDefault(partition, 0L);
            long removedTo = first > startOf(starts, partition) ? first : 0;
            extents.put(
                    partition, new LogExtent(removedTo, spans.get(partition).end(), to.offset(), after.compacted()));
        });
        Findings findings = judge.finish(extents);
        reached.forEach((partition, to) -> {
            if (to.refusal() != null) {
                findings.note("partition %d could be read up to offset %,d only: %s"
                        .formatted(partition, to.offset(), to.refusal()));
            }
        });
        return new Outcome(findings, (System.nanoTime() - began) / 1e9);
    }

    /** A partition that was added while the run went on begins at 0. */
    private static long startOf(List<Long> starts, int partition) {
        return partition < starts.size() ? starts.get(partition) : 0;
    }
}
