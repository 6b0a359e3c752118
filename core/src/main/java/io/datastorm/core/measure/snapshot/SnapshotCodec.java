package io.datastorm.core.measure.snapshot;

import io.datastorm.core.measure.Counts;
import io.datastorm.core.measure.Latencies;
import io.datastorm.core.measure.SenderHealth;
import io.datastorm.core.measure.TransactionCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A {@link Snapshot} as bytes, for another process. What a process tells of its threads is about the busiest ones.
 * Stateless.
 */
public final class SnapshotCodec {
    private static final byte VERSION = 3;
    private static final int THREADS = 64;

    private SnapshotCodec() {}

    /** The bytes; the histograms are read now. */
    public static byte[] encode(Snapshot snapshot) {
        ByteWriter out = new ByteWriter();
        out.writeByte(VERSION);
        out.writeVarlong(snapshot.agent());
        out.writeByte(snapshot.phase().code());
        out.writeSigned(snapshot.second());
        out.writeDouble(snapshot.seconds());
        usage(out, snapshot.usage());
        out.writeVarlong(snapshot.streams().size());
        snapshot.streams().forEach(stream -> stream(out, stream));
        return out.bytes();
    }

    /**
     * The snapshot.
     *
     * @throws IllegalArgumentException if the bytes are not well-formed, or of another version
     */
    public static Snapshot decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("a snapshot of version " + version);
        }
        long agent = in.readVarlong();
        Snapshot.Phase phase = Snapshot.Phase.of(in.readByte());
        long second = in.readSigned();
        double seconds = in.readDouble();
        if (agent < 0 || agent > Integer.MAX_VALUE || seconds <= 0) {
            throw new IllegalArgumentException("process %d, %s seconds".formatted(agent, seconds));
        }
        Usage usage = usage(in);
        List<StreamSnapshot> streams = new ArrayList<>();
        for (int left = in.readCount(1); left > 0; left--) {
            streams.add(stream(in));
        }
        in.end();
        return new Snapshot((int) agent, phase, second, seconds, streams, usage);
    }

    private static void usage(ByteWriter out, Usage usage) {
        out.writeDouble(usage.cpuSeconds());
        out.writeVarlong(usage.allocatedBytes());
        out.writeVarlong(usage.heapBytes());
        out.writeVarlong(usage.rssBytes());
        out.writeVarlong(usage.pauses().count());
        out.writeDouble(usage.pauses().totalMillis());
        out.writeDouble(usage.pauses().maxMillis());
        List<Usage.ThreadUse> busiest = usage.threads().stream()
                .sorted(Comparator.comparingDouble(Usage.ThreadUse::cpuSeconds).reversed())
                .limit(THREADS)
                .toList();
        out.writeVarlong(busiest.size());
        for (Usage.ThreadUse thread : busiest) {
            out.writeVarlong(thread.id());
            out.writeText(thread.name());
            out.writeDouble(thread.cpuSeconds());
        }
        out.writeVarlong(usage.processes().size());
        for (Usage.SenderProcessUse process : usage.processes()) {
            out.writeText(process.name());
            out.writeDouble(process.cpuSeconds());
            out.writeVarlong(process.rssBytes());
        }
        out.writeVarlong(usage.links().size());
        for (Usage.LinkUse link : usage.links()) {
            out.writeText(link.name());
            out.writeVarlong(link.bitsPerSecond());
            out.writeSigned(link.receivedBytes());
            out.writeSigned(link.sentBytes());
        }
    }

    /** Brokers are seen by who started them. */
    private static Usage usage(ByteReader in) {
        double cpuSeconds = in.readDouble();
        long allocated = in.readVarlong();
        long heap = in.readVarlong();
        long rss = in.readVarlong();
        Usage.Pauses pauses = new Usage.Pauses(in.readVarlong(), in.readDouble(), in.readDouble());
        List<Usage.ThreadUse> threads = new ArrayList<>();
        for (int left = in.readCount(Long.BYTES); left > 0; left--) {
            threads.add(new Usage.ThreadUse(in.readVarlong(), in.readText(), in.readDouble()));
        }
        List<Usage.SenderProcessUse> processes = new ArrayList<>();
        for (int left = in.readCount(Double.BYTES); left > 0; left--) {
            processes.add(new Usage.SenderProcessUse(in.readText(), in.readDouble(), in.readVarlong()));
        }
        List<Usage.LinkUse> links = new ArrayList<>();
        for (int left = in.readCount(1); left > 0; left--) {
            links.add(new Usage.LinkUse(in.readText(), in.readVarlong(), in.readSigned(), in.readSigned()));
        }
        return new Usage(cpuSeconds, allocated, heap, rss, pauses, threads, List.of(), processes, links);
    }

    private static void stream(ByteWriter out, StreamSnapshot stream) {
        out.writeText(stream.stream());
        counts(out, stream.counts());
        health(out, stream.health());
        Latencies latencies = Latencies.empty();
        stream.latencies().addTo(latencies);
        out.writeBytes(EncodedLatencies.encode(latencies));
        DirtCodec.write(out, stream.dirt());
    }

    private static StreamSnapshot stream(ByteReader in) {
        String name = in.readText();
        Counts counts = counts(in);
        SenderHealth health = health(in);
        return new StreamSnapshot(name, counts, EncodedLatencies.of(in.readBytes()), health, DirtCodec.read(in));
    }

    private static void counts(ByteWriter out, Counts counts) {
        out.writeSigned(counts.sent().attempted());
        out.writeSigned(counts.sent().neverSent());
        out.writeSigned(counts.sent().acknowledged());
        out.writeSigned(counts.sent().acknowledgedBytes());
        out.writeSigned(counts.window().due());
        out.writeSigned(counts.window().neverSent());
        out.writeSigned(counts.window().acknowledged());
        out.writeSigned(counts.window().bytes());
        out.writeSigned(counts.window().lastDueNanos());
        out.writeSigned(counts.before().due());
        out.writeSigned(counts.before().acknowledged());
        errors(out, counts.failed());
        errors(out, counts.unresolved());
        transactions(out, counts.transactions());
    }

    private static void transactions(ByteWriter out, TransactionCounts counts) {
        out.writeSigned(counts.committed());
        out.writeSigned(counts.aborted());
        out.writeSigned(counts.unresolved());
        out.writeSigned(counts.replacedProducers());
        out.writeSigned(counts.committedRecords());
        out.writeSigned(counts.markers());
        out.writeSigned(counts.unresolvedMarkers());
    }

    private static Counts counts(ByteReader in) {
        return new Counts(
                new Counts.Sent(in.readSigned(), in.readSigned(), in.readSigned(), in.readSigned()),
                new Counts.InWindow(
                        in.readSigned(), in.readSigned(), in.readSigned(), in.readSigned(), in.readSigned()),
                new Counts.Before(in.readSigned(), in.readSigned()),
                errors(in),
                errors(in),
                new TransactionCounts(
                        in.readSigned(),
                        in.readSigned(),
                        in.readSigned(),
                        in.readSigned(),
                        in.readSigned(),
                        in.readSigned(),
                        in.readSigned()));
    }

    private static void errors(ByteWriter out, Map<String, Long> errors) {
        out.writeVarlong(errors.size());
        errors.forEach((error, count) -> {
            out.writeText(error);
            out.writeSigned(count);
        });
    }

    private static Map<String, Long> errors(ByteReader in) {
        Map<String, Long> errors = new TreeMap<>();
        for (int left = in.readCount(2); left > 0; left--) {
            errors.merge(in.readText(), in.readSigned(), Long::sum);
        }
        return errors;
    }

    private static void health(ByteWriter out, SenderHealth health) {
        out.writeSigned(health.waitedNanos());
        out.writeDouble(health.throttledMillis());
        out.writeSigned(health.wireBytes());
        out.writeSigned(health.batches());
        out.writeDouble(health.batchFill());
    }

    private static SenderHealth health(ByteReader in) {
        return new SenderHealth(in.readSigned(), in.readDouble(), in.readSigned(), in.readSigned(), in.readDouble());
    }
}
