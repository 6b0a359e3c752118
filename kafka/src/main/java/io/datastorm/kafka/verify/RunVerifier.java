package io.datastorm.kafka.verify;

import io.datastorm.core.proof.Findings;
import io.datastorm.core.proof.Judge;
import io.datastorm.core.proof.Ledger;
import io.datastorm.core.proof.LogExtent;
import io.datastorm.kafka.admin.TopicLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    public record Judgement(Findings findings, double seconds) {}

    /**
     * Reads all of the run's records up to the topic's present end.
     *
     * @throws io.datastorm.kafka.admin.AccessException if the cluster refuses
     */
    public Judgement verify(Ledger ledger) {
        long began = System.nanoTime();
        String topic = ledger.heading().topic();
        Optional<TopicLog> log = TopicLog.find(admin, topic);
        Findings findings = log.isPresent() ? judge(ledger, log.get()) : gone(ledger);
        return new Judgement(findings, (System.nanoTime() - began) / 1e9);
    }

    /** A topic that was deleted has lost everything. */
    private static Findings gone(Ledger ledger) {
        Findings findings = new Judge(ledger, 0).finish(Map.of());
        findings.note("there is no topic '" + ledger.heading().topic() + "' any more");
        return findings;
    }

    private Findings judge(Ledger ledger, TopicLog log) {
        String topic = ledger.heading().topic();
        List<Long> starts = ledger.heading().startOffsets();
        Map<Integer, TopicReader.Span> spans = new TreeMap<>();
        log.ends().forEach((partition, end) -> {
            long start = Math.max(startOf(starts, partition), log.starts().get(partition));
            spans.put(partition, new TopicReader.Span(start, end));
        });
        Judge judge = new Judge(ledger, spans.size());
        Map<Integer, TopicReader.Reached> reached = new TopicReader(client, topic, threads)
                .read(spans, partition -> new JudgingVisitor(judge.partition(partition)));
        TopicLog after = TopicLog.find(admin, topic).orElse(log);
        Map<Integer, LogExtent> extents = new TreeMap<>();
        reached.forEach((partition, to) -> {
            long first = after.starts().getOrDefault(partition, 0L);
            long removedTo = first > startOf(starts, partition) ? first : 0;
            extents.put(
                    partition, new LogExtent(removedTo, spans.get(partition).end(), to.offset(), after.compacted()));
        });
        Findings findings = judge.finish(extents);
        TopicReader.notes(reached).forEach(findings::note);
        return findings;
    }

    /** A partition that was added while the run went on begins at 0. */
    private static long startOf(List<Long> starts, int partition) {
        return partition < starts.size() ? starts.get(partition) : 0;
    }
}
