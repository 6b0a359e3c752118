package io.datastorm.kafka.verify;

import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.Findings;
import io.datastorm.core.verify.Judge;
import io.datastorm.core.verify.LogExtent;
import io.datastorm.core.verify.PartitionJudge;
import io.datastorm.core.verify.journal.JournalIndex;
import io.datastorm.core.verify.transaction.Visibility;
import io.datastorm.kafka.admin.ClusterFacts;
import io.datastorm.kafka.admin.TopicLog;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;

/** Reads back what a run has stored, and judges it by the run's journal. */
public final class RunVerifier {
    private final Admin admin;
    private final Map<String, Object> client;

    /**
     * For a cluster.
     *
     * @param client properties for a client, addresses included
     */
    public RunVerifier(Admin admin, Map<String, ?> client) {
        this.admin = admin;
        this.client = new HashMap<>(client);
    }

    /**
     * What was found.
     *
     * @param log what stands in the log; empty if there is none any more
     * @param seconds how long it took
     */
    public record Judgement(Findings findings, Optional<Judge> log, double seconds) {}

    /**
     * Reads all of the run's records up to the present ends of its topics.
     *
     * @param progress how far an earlier verification came, and where this one writes how far it comes
     * @throws io.datastorm.kafka.admin.AccessException if the cluster refuses
     */
    public Judgement verify(JournalIndex journal, VerificationProgress progress) {
        long began = System.nanoTime();
        Optional<TopicLog> log = TopicLog.find(admin, journal.heading().topics());
        Judged judged = log.map(found -> judge(journal, found, progress)).orElseGet(() -> gone(journal));
        return new Judgement(judged.findings(), judged.log(), (System.nanoTime() - began) / 1e9);
    }

    private record Judged(Findings findings, Optional<Judge> log) {}

    /** A topic that was deleted has lost everything. */
    private static Judged gone(JournalIndex journal) {
        Judge judge = new Judge(journal, 0, partition -> true);
        Map<Integer, LogExtent> extents = new TreeMap<>();
        IntStream.range(0, judge.partitions()).forEach(partition -> extents.put(partition, LogExtent.EMPTY));
        Findings findings = judge.finish(extents);
        findings.note("there is no topic '" + journal.heading().topics() + "' any more");
        return new Judged(findings, Optional.empty());
    }

    private Judged judge(JournalIndex journal, TopicLog found, VerificationProgress progress) {
        Topics topics = found.topics();
        IntPredicate same =
                partition -> found.sameTopic(partition, journal.heading().topicIds());
        HighWatermarks watermarks =
                new HighWatermarks(journal, same, () -> TopicLog.ask(admin, topics), () -> ClusterFacts.of(admin));
        TopicLog log = watermarks.await(found);
        Set<Integer> hidden = watermarks.hidden(log);
        Map<Integer, TopicReader.Span> spans = spans(journal, log, same);
        Judge judge = new Judge(journal, 1 + Collections.max(spans.keySet()), same);
        long before = resume(spans, judge, log, progress);
        Map<Integer, TopicReader.Reached> reached = read(journal, log, spans, judge, listener(judge, log, progress));
        TopicLog after = TopicLog.find(admin, topics).orElse(log);
        Map<Integer, LogExtent> extents = new TreeMap<>();
        reached.forEach((partition, to) ->
                extents.put(partition, extent(spans.get(partition), to, after, partition, hidden.contains(partition))));
        IntStream.range(0, judge.partitions())
                .filter(partition -> !log.partitions().containsKey(partition))
                .forEach(partition -> extents.put(partition, LogExtent.EMPTY));
        Findings findings = judge.finish(extents);
        tell(findings, log, same, hidden);
        TopicReader.notes(topics, reached).forEach(findings::note);
        if (before > 0) {
            findings.note(
                    "%,d of the records were read by the verification that this one goes on with".formatted(before));
        }
        if (findings.everythingRead()) {
            progress.finished();
        } else {
            progress.note().ifPresent(findings::note);
        }
        return new Judged(findings, Optional.of(judge));
    }

    /**
     * With transactions it reads as a consumer of committed records does, up to the last stable offsets, and then what
     * stands behind them.
     */
    private Map<Integer, TopicReader.Reached> read(
            JournalIndex journal,
            TopicLog log,
            Map<Integer, TopicReader.Span> spans,
            Judge judge,
            TopicReader.Listener listener) {
        if (!journal.heading().transactions()) {
            return read(log, client, spans, committed(judge), listener);
        }
        Duration timeout = Duration.ofMillis(journal.heading().transactionTimeoutMillis());
        StableOffsets offsets = new StableOffsets(admin, log.topics());
        Map<Integer, Long> stable = offsets.await(log, timeout);
        Map<Integer, TopicReader.Span> committed = new TreeMap<>();
        Map<Integer, TopicReader.Span> behind = new TreeMap<>();
        spans.forEach((partition, span) -> {
            long middle = Math.max(span.start(), Math.min(span.end(), stable.get(partition)));
            committed.put(partition, span.to(middle));
            if (middle < span.end()) {
                behind.put(partition, span.from(middle));
            }
        });
        Map<String, Object> ofCommitted = new HashMap<>(client);
        ofCommitted.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        Map<Integer, TopicReader.Reached> reached = read(log, ofCommitted, committed, committed(judge), listener);
        behind.keySet().removeIf(partition -> reached.get(partition).refusal() != null);
        if (!behind.isEmpty()) {
            Map<Integer, Set<Long>> open = offsets.openProducers(behind.keySet());
            reached.putAll(read(log, client, behind, undecided(judge, open), listener));
        }
        return reached;
    }

    private static IntFunction<PartitionVisitor> committed(Judge judge) {
        return partition -> new JudgingVisitor(judge.partition(partition));
    }

    /** Behind the last stable offset. */
    private static IntFunction<PartitionVisitor> undecided(Judge judge, Map<Integer, Set<Long>> open) {
        return partition -> {
            Set<Long> producers = open.getOrDefault(partition, Set.of());
            return new JudgingVisitor(
                    judge.partition(partition),
                    batch -> producers.contains(batch.producerId()) ? Visibility.OPEN : Visibility.BLOCKED);
        };
    }

    private Map<Integer, TopicReader.Reached> read(
            TopicLog log,
            Map<String, Object> reading,
            Map<Integer, TopicReader.Span> spans,
            IntFunction<PartitionVisitor> visitors,
            TopicReader.Listener listener) {
        return new TopicReader(reading, log, partition -> TopicLog.start(admin, log.topics(), partition))
                .read(spans, visitors, listener);
    }

    /** What of the log says nothing about records, or only a part. */
    private static void tell(Findings findings, TopicLog log, IntPredicate same, Set<Integer> hidden) {
        Topics topics = log.topics();
        log.missing().forEach(topic -> findings.note("there is no topic '" + topic + "' any more"));
        log.partitions().keySet().stream()
                .filter(partition -> !same.test(partition))
                .map(topics::name)
                .distinct()
                .forEach(topic -> findings.note(
                        "topic '%s' was deleted and created again: what was acknowledged before that is gone"
                                .formatted(topic)));
        hidden.forEach(partition ->
                findings.note(("%s: consumers see records up to offset %,d only, because replicas are missing; "
                                + "acknowledged records above it may be there")
                        .formatted(
                                topics.text(partition),
                                log.partitions().get(partition).end())));
    }

    /**
     * Begins where an earlier verification ended, as far as the log still reaches there.
     *
     * @return how many records that one has read
     */
    private static long resume(
            Map<Integer, TopicReader.Span> spans, Judge judge, TopicLog log, VerificationProgress progress) {
        long read = 0;
        for (Map.Entry<Integer, TopicReader.Span> entry : spans.entrySet()) {
            TopicReader.Span span = entry.getValue();
            Optional<VerificationProgress.Partition> before = progress.of(entry.getKey())
                    .filter(partition -> partition.position() > span.start() && partition.position() <= span.end())
                    .filter(partition -> partition.leaderEpoch() == epoch(log, entry.getKey()));
            if (before.isPresent()) {
                PartitionJudge.Progress judged = before.get().judged();
                judge.partition(entry.getKey()).begin(judged);
                read += judged.counts().read();
                entry.setValue(new TopicReader.Span(
                        span.begin(), before.get().position(), span.end(), span.compacted(), true));
            }
        }
        return read;
    }

    private static int epoch(TopicLog log, int partition) {
        return log.partitions().get(partition).leaderEpoch();
    }

    static TopicReader.Listener listener(Judge judge, TopicLog log, VerificationProgress progress) {
        return new TopicReader.Listener() {
            @Override
            public void reached(int partition, long position) {
                progress.reached(
                        partition,
                        position,
                        epoch(log, partition),
                        judge.partition(partition).progress());
            }

            @Override
            public void told() {
                progress.save();
            }
        };
    }

    /** An unclean election may have cut a log off before the run's start: then the run's records begin lower. */
    private static Map<Integer, TopicReader.Span> spans(JournalIndex journal, TopicLog log, IntPredicate same) {
        Map<Integer, TopicReader.Span> spans = new TreeMap<>();
        log.partitions().forEach((partition, at) -> {
            long begin = same.test(partition) ? begin(journal, partition) : 0;
            long start = Math.min(at.end(), Math.max(begin, at.start()));
            spans.put(
                    partition,
                    new TopicReader.Span(
                            begin, start, at.end(), log.rulesOf(partition).compacted(), false));
        });
        return spans;
    }

    /** A partition that was added while the run went on begins at 0. */
    private static long begin(JournalIndex journal, int partition) {
        List<Long> starts = journal.heading().startOffsets();
        long begin = partition < starts.size() ? starts.get(partition) : 0;
        return Math.min(begin, journal.partition(partition).offsets().lowest());
    }

    private static LogExtent extent(
            TopicReader.Span span, TopicReader.Reached to, TopicLog after, int partition, boolean hidden) {
        TopicLog.Partition now = after.partitions().get(partition);
        long first = now == null ? 0 : now.start();
        return new LogExtent(
                first > span.begin() ? first : 0,
                span.end(),
                to.offset(),
                after.rulesOf(partition).compacted(),
                hidden,
                now == null ? -1 : now.leaderEpoch());
    }
}
