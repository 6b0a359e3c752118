package io.datastorm.kafka.through;

import io.datastorm.core.measure.recorder.EndToEndRecorder;
import io.datastorm.core.topic.Topics;
import io.datastorm.core.verify.stamp.DueStamp;
import io.datastorm.core.verify.stamp.ValueStampSearch;
import io.datastorm.core.verify.through.ThroughJudge;
import io.datastorm.core.verify.through.ThroughPartition;
import io.datastorm.kafka.verify.RecordCursor;
import io.datastorm.kafka.wire.BrokerResponse;
import io.datastorm.kafka.wire.FetchConnection;
import io.datastorm.kafka.wire.FetchedBatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;

/** Reads some partitions on one thread. Nothing is allocated for a record. */
final class ThroughLoop implements FetchConnection.Sink {
    private static final long POLL_MILLIS = 100;
    private static final int MOST_TROUBLES = 10;

    private final Map<String, Object> client;
    private final Topics topic;
    private final Map<Integer, Long> positions;
    private final Map<Integer, ThroughPartition> partitions = new TreeMap<>();
    private final RecordCursor cursor = new RecordCursor();
    private final ValueStampSearch values = new ValueStampSearch();
    /** Null if it is not measured how long records took. */
    private final DueStamp due;

    /** Null likewise. */
    private final EndToEndRecorder latency;

    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean damaged;

    ThroughLoop(
            ThroughTopic topic,
            Map<Integer, Long> starts,
            ThroughJudge judge,
            Optional<ThroughReader.Timing> timing,
            String name) {
        this.topic = topic.topic();
        this.positions = new ConcurrentHashMap<>(starts);
        starts.keySet().forEach(partition -> partitions.put(partition, judge.partition(partition)));
        this.due = timing.map(ThroughReader.Timing::due).orElse(null);
        this.latency =
                timing.map(measured -> new EndToEndRecorder(measured.window())).orElse(null);
        this.client = topic.client();
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    private void run() {
        try (FetchConnection link = new FetchConnection(
                client, "datastorm-through", topic, List.copyOf(positions.keySet()), FetchConnection.Size.LARGE)) {
            while (!stopping) {
                link.poll(this, POLL_MILLIS);
            }
        } catch (RuntimeException e) {
            trouble(e.getMessage() == null ? e.toString() : e.getMessage());
        } finally {
            if (latency != null) {
                latency.flush();
            }
        }
    }

    private void trouble(String what) {
        if (troubles.size() < MOST_TROUBLES && !troubles.contains(what)) {
            troubles.add(what);
        }
    }

    private void damaged(String what) {
        damaged = true;
        trouble(what);
    }

    boolean sound() {
        return !damaged;
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopping = true;
    }

    void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean alive() {
        return thread.isAlive();
    }

    boolean reached(Map<Integer, Long> ends) {
        return positions.entrySet().stream()
                .allMatch(position -> position.getValue() >= ends.getOrDefault(position.getKey(), 0L));
    }

    List<String> troubles() {
        return troubles;
    }

    Optional<EndToEndRecorder> latency() {
        return Optional.ofNullable(latency);
    }

    @Override
    public long position(int partition) {
        return positions.get(partition);
    }

    @Override
    public void batch(int partition, FetchedBatch batch) {
        long from = positions.get(partition);
        long end = Math.max(from, batch.lastOffset() + 1);
        boolean returned = !batch.control() && !batch.aborted();
        if (!batch.valid() || (returned && !batch.open())) {
            damaged("%s: the batch at offset %,d is damaged".formatted(topic.text(partition), batch.baseOffset()));
        } else if (returned && end > from) {
            ThroughPartition judge = partitions.get(partition);
            look(partition, batch, from, judge);
            judge.publish();
        }
        positions.put(partition, end);
    }

    private void look(int partition, FetchedBatch batch, long from, ThroughPartition judge) {
        long now = System.nanoTime();
        cursor.begin(batch);
        try {
            while (cursor.next()) {
                if (cursor.offset() >= from) {
                    cursor.searchHeaders();
                    if (cursor.stampAt() >= 0) {
                        byHeader(judge, now);
                    } else {
                        byValue(judge, now);
                    }
                }
            }
        } catch (RecordCursor.Malformed e) {
            damaged("%s: the records of the batch at offset %,d are not as records are"
                    .formatted(topic.text(partition), batch.baseOffset()));
        }
    }

    private void byHeader(ThroughPartition judge, long now) {
        byte[] bytes = cursor.bytes();
        judge.content(bytes, cursor.contentAt(), cursor.contentLength(), cursor.millis());
        boolean fresh = judge.record(cursor.offset(), bytes, cursor.stampAt());
        if (fresh && latency != null && cursor.dueAt() >= 0) {
            latency.record(due.read(bytes, cursor.dueAt()), now);
        }
    }

    private void byValue(ThroughPartition judge, long now) {
        if (!values.find(cursor.bytes(), cursor.valueAt(), cursor.valueLength())) {
            judge.unstamped();
            return;
        }
        boolean fresh = judge.recordByValue(cursor.offset(), values.bytes());
        if (fresh && latency != null) {
            latency.record(due.read(values.bytes(), values.dueAt()), now);
        }
    }

    @Override
    public void stuck(int partition, String reason) {
        trouble(topic.text(partition) + ": " + reason);
    }

    @Override
    public void refused(int partition, BrokerResponse answer) {
        throw new IllegalStateException(topic.text(partition) + ": " + answer);
    }
}
